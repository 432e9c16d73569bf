/** Picker: finds a node by its name and keeps it in the address. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { ask as change } from '../../address.js';
import { ask, gql, useAnswer } from '../../api.js';
import { called, t } from '../../words.js';

const NAMED = gql`
  query Named($plan: String!, $name: String!) {
    plan(slug: $plan) {
      opds(first: 100) { nodes { __typename id shortName name } }
      programs(first: 12, filter: { name: $name }) { nodes { __typename id name level opd { shortName } } }
    }
  }
`;
const CHOSEN = gql`
  query Chosen($id: ID!) { node(id: $id) { __typename ... on PlanNode { label } ... on Opd { shortName } ... on Program { opd { shortName } } } }
`;

/** @param {{name: string, label: string, value: string, plan: {slug: string}}} given */
export function Picker({ name, label, value, plan }) {
  const [found, set] = useState(null);
  const timer = useRef(0);
  const input = useRef(null);
  const list = `pilihan-${name}`;
  const look = (text) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      if (text.trim().length < 2) return set(null);
      const { plan: { opds, programs } } = await ask(NAMED, { plan: plan.slug, name: text });
      const words = text.toLowerCase();
      return set([...opds.nodes.filter((each) => `${each.shortName} ${each.name}`.toLowerCase().includes(words)).slice(0, 6), ...programs.nodes]);
    }, 200);
  };
  const pick = (id) => {
    set(null);
    input.current.value = '';
    change({ [name]: id });
  };
  return html`<div class="picker" onKeyDown=${(event) => event.key === 'Escape' && set(null)}>
    <label class="field grow"><span>${label}${value && html`: <${Chosen} id=${value} />`}</span>
      <input ref=${input} type="search" placeholder=${t('picker.hint')} aria-controls=${list} aria-expanded=${found ? 'true' : 'false'} role="combobox" autocomplete="off" onInput=${(event) => look(event.currentTarget.value)} /></label>
    <ul id=${list} class="options" hidden=${!found}>${(found ?? []).map((each) => html`<li><button type="button" onClick=${() => pick(each.id)}>
      <strong>${each.shortName ?? each.name}</strong> <span class="note">${each.shortName ? each.name : `${called('Level', each.level)}${each.opd ? ` · ${each.opd.shortName}` : ''}`}</span></button></li>`)}
      ${found?.length === 0 && html`<li class="note">${t('picker.none')}</li>`}</ul>
  </div>`;
}

function Chosen({ id }) {
  const { data } = useAnswer(CHOSEN, { id });
  const node = data?.node;
  return node ? html`<strong>${node.shortName ?? node.label}${node.opd ? ` (${node.opd.shortName})` : ''}</strong>` : null;
}

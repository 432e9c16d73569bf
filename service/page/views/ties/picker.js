/** Picker: finds a node by its name and keeps it in the address. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { ask, gql, useAnswer } from '../../api.js';
import { called, t } from '../../words.js';

const NAMED = gql(`
  query Named($plan: String!, $name: String!) {
    plan(slug: $plan) {
      opds(first: 100) { nodes { __typename id shortName name } }
      programs(first: 12, filter: { name: $name }) { nodes { __typename id name level opd { shortName } } }
    }
  }
`);
const CHOSEN = gql(`
  query Chosen($id: ID!) {
    node(id: $id) { __typename ... on PlanNode { label } ... on Opd { shortName } ... on Program { opd { shortName } } }
  }
`);
/** @typedef {{id: string, name: string, more: string}} Found */

/** @param {{name: string, label: string, value: string, plan: {slug: string}}} given */
export function Picker({ name, label, value, plan }) {
  const [found, set] = useState(/** @type {Found[] | null} */ (null));
  const timer = useRef(0);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const list = `pilihan-${name}`;
  const look = (/** @type {string} */ text) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      if (text.trim().length < 2) return set(null);
      const {
        plan: { opds, programs },
      } = await ask(NAMED, { plan: plan.slug, name: text });
      const words = text.toLowerCase();
      return set([
        ...opds.nodes
          .filter((each) => `${each.shortName} ${each.name}`.toLowerCase().includes(words))
          .slice(0, 6)
          .map((each) => ({ id: each.id, name: each.shortName, more: each.name })),
        ...programs.nodes.map((each) => ({
          id: each.id,
          name: each.name,
          more: `${called('Level', each.level)}${each.opd ? ` · ${each.opd.shortName}` : ''}`,
        })),
      ]);
    }, 200);
  };
  const pick = (/** @type {string} */ id) => {
    set(null);
    if (input.current) input.current.value = '';
    change({ [name]: id });
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') set(null);
    const options = [...document.querySelectorAll(`#${list} button`)];
    const at = options.indexOf(/** @type {Element} */ (document.activeElement));
    const next =
      event.key === 'ArrowDown' ? options[at + 1] : event.key === 'ArrowUp' ? (options[at - 1] ?? input.current) : null;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  };
  return html`
    <div class="picker" onKeyDown=${keys}>
      <label class="field grow">
        <span>${label}${value && html`: <${Chosen} id=${value} />`}</span>
        <input
          ref=${input}
          type="search"
          placeholder=${t('picker.hint')}
          aria-controls=${list}
          aria-expanded=${found ? 'true' : 'false'}
          role="combobox"
          autocomplete="off"
          onInput=${(/** @type {import('../../pieces.js').InputEvent_} */ event) => look(event.currentTarget.value)}
        />
      </label>
      <ul id=${list} class="options" hidden=${!found}>
        ${(found ?? []).map(
          (each) => html`
            <li>
              <button type="button" onClick=${() => pick(each.id)}>
                <strong>${each.name}</strong> <span class="note">${each.more}</span>
              </button>
            </li>
          `,
        )}
        ${found?.length === 0 && html`<li class="note">${t('picker.none')}</li>`}
      </ul>
    </div>
  `;
}

/** @param {{id: string}} given */
function Chosen({ id }) {
  const { data } = useAnswer(CHOSEN, { id });
  const node = data?.node;
  if (!node || !('label' in node)) return null;
  const opd = node.__typename === 'Program' && node.opd ? ` (${node.opd.shortName})` : '';
  return html`<strong>${node.__typename === 'Opd' ? node.shortName : node.label}${opd}</strong>`;
}

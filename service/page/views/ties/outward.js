/** Outward: from one node, what it needs and who needs it, each to a depth of its own. */
import { html } from '../../vendor/preact.js';
import { ask as change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Answered, Empty, Switch } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { LinkCard, LinkCards, LinkTable, drawn, once } from './link.js';
import { Picker } from './picker.js';

const OUTWARD = gql`
  query Outward($plan: String!, $of: ID!, $up: Int, $down: Int, $across: Boolean!) {
    plan(slug: $plan) {
      needs: dependencies(of: $of, depth: $up, acrossOpds: $across) { distance links { ...Tie } }
      needed: dependants(of: $of, depth: $down, acrossOpds: $across) { distance links { ...Tie } }
      allNeeds: dependencies(of: $of, depth: null, acrossOpds: $across) { distance }
      allNeeded: dependants(of: $of, depth: null, acrossOpds: $across) { distance }
    }
  }
  fragment Tie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
    targetNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
  }
`;
const DEPTHS = [0, 1, 2, 3, 4];

export function Outward({ asked, plan }) {
  return html`<div class="card bar"><${Picker} name="dari" label=${t('ties.from')} value=${asked.dari ?? ''} plan=${plan} /></div>
    ${asked.dari ? html`<${From} asked=${asked} plan=${plan} />` : html`<${Empty}>${t('ties.from.none')}<//>`}`;
}

const Depth = ({ name, label, value }) => html`<fieldset class="depth"><legend>${label}</legend><div class="tabs">${DEPTHS.map((each) => html`
  <button type="button" aria-pressed=${each === value ? 'true' : 'false'} onClick=${() => change({ [name]: each })}>${each}</button>`)}</div></fieldset>`;

function From({ asked, plan }) {
  const up = Number(asked.hulu ?? 1);
  const down = Number(asked.hilir ?? 1);
  const answer = useAnswer(OUTWARD, { plan: plan.slug, of: asked.dari, up: Math.max(1, up), down: Math.max(1, down), across: !!asked.lintas });
  return html`<${Answered} of=${answer}>${({ plan: found }) => {
    const links = once([...(up ? found.needs : []), ...(down ? found.needed : [])].flatMap((each) => each.links));
    const direct = (some) => some.filter((each) => each.distance === 1).length;
    const byId = new Map(links.map((each) => [each.id, each]));
    const picture = drawn(links, asked.dari);
    const controls = html`
      <${Depth} name="hulu" label=${t('ties.up', { direct: number(direct(found.allNeeds)), all: number(found.allNeeds.length) })} value=${up} />
      <${Depth} name="hilir" label=${t('ties.down', { direct: number(direct(found.allNeeded)), all: number(found.allNeeded.length) })} value=${down} />
      <${Switch} name="lintas" label=${t('ties.across')} value=${asked.lintas} />`;
    return html`<${Drawing} boxes=${picture.boxes} arrows=${picture.arrows} label=${t('ties.picture.from')} asked=${asked} controls=${controls} name="keterkaitan-simpul"
      table=${html`<${LinkTable} links=${links} caption=${t('ties.picture.from')} />`}
      side=${(kind, id) => kind === 'edge' && byId.has(id) ? html`<${LinkCard} link=${byId.get(id)} plan=${plan} />`
        : kind === 'node' ? html`<p><button type="button" onClick=${() => change({ dari: id })}>${t('ties.starthere')}</button></p>
          <${LinkCards} links=${links.filter((each) => each.originNode.id === id || each.targetNode.id === id)} plan=${plan} />` : null} />`;
  }}<//>`;
}

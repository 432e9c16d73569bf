/** Impact: who is late when one node is late, and what its loss would take with it. */
import { html } from '../../vendor/preact.js';
import { ask as change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Answered, Empty, NodeLink, OpdLink, Table } from '../../pieces.js';
import { number, percent, rupiah, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { LinkCard, LinkCards, drawn, once } from './link.js';
import { Picker } from './picker.js';

const IMPACT = gql`
  query Impact($plan: String!, $of: ID!, $months: Int!, $slack: Int!) {
    plan(slug: $plan) {
      delayImpact(of: $of, months: $months, slack: $slack) { months confidence
        node { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
        links { id kind dependencyKind origin confidence reason source entry standing lagMonths
          originNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
          targetNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } } } }
      cutImpact(of: $of) { dependants { distance } opds { shortName name } budget objectives { __typename id label } dimensions { code name } }
    }
  }
`;

export function Impact({ asked, plan }) {
  return html`<div class="card bar"><${Picker} name="dari" label=${t('impact.of')} value=${asked.dari ?? ''} plan=${plan} />
      <${Months} name="bulan" label=${t('impact.months')} value=${asked.bulan ?? '3'} least=${1} />
      <${Months} name="longgar" label=${t('impact.slack')} value=${asked.longgar ?? '0'} least=${0} /></div>
    ${asked.dari ? html`<${Late} asked=${asked} plan=${plan} />` : html`<${Empty}>${t('impact.none')}<//>`}`;
}

const Months = ({ name, label, value, least }) => html`<label class="field"><span>${label}</span>
  <input type="number" min=${least} max="60" value=${value} onChange=${(event) => change({ [name]: event.currentTarget.value })} /></label>`;

function Late({ asked, plan }) {
  const answer = useAnswer(IMPACT, { plan: plan.slug, of: asked.dari, months: Math.max(1, Number(asked.bulan ?? 3)), slack: Math.max(0, Number(asked.longgar ?? 0)) });
  return html`<${Answered} of=${answer}>${({ plan: { delayImpact: late, cutImpact: cut } }) => {
    const links = once(late.flatMap((each) => each.links));
    const byId = new Map(links.map((each) => [each.id, each]));
    const months = new Map(late.map((each) => [each.node.id, each.months]));
    const picture = drawn(links, asked.dari, () => 'warm');
    for (const box of picture.boxes) if (months.has(box.id)) box.label += `\n+${t('months', { count: months.get(box.id) })}`;
    return html`<div class="notice"><div><p>${t('impact.sum', { late: number(late.length), opds: number(cut.opds.length), budget: rupiah(cut.budget), objectives: number(cut.objectives.length) })}</p>
        <p class="tags">${cut.opds.map((each) => html`<${OpdLink} opd=${each} />`)}</p></div></div>
      ${late.length ? html`<${Drawing} boxes=${picture.boxes} arrows=${picture.arrows} label=${t('ties.picture.late')} asked=${asked} name="dampak-keterlambatan"
        table=${html`<${Table} caption=${t('ties.picture.late')} head=${[[t('name')], [t('opd')], [t('impact.late'), true], [t('confidence'), true]]}
          rows=${late.map((each) => [html`<${NodeLink} node=${each.node} />`, html`<${OpdLink} opd=${each.node.opd} className="" />`, t('months', { count: number(each.months) }), percent(each.confidence)])} />`}
        side=${(kind, id) => kind === 'edge' && byId.has(id) ? html`<${LinkCard} link=${byId.get(id)} plan=${plan} />`
          : kind === 'node' ? html`<${LinkCards} links=${links.filter((each) => each.originNode.id === id || each.targetNode.id === id)} plan=${plan} />` : null} />`
        : html`<${Empty}>${t('impact.nobody')}<//>`}`;
  }}<//>`;
}

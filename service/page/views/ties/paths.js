/** Paths: the ways over which one node depends on another, and nothing else. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { Answered, Empty } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { LinkCard, LinkCards, LinkTable, drawn, once } from './link.js';
import { Picker } from './picker.js';

const PATHS = gql`
  query Paths($plan: String!, $start: ID!, $end: ID!) {
    plan(slug: $plan) { paths(start: $start, end: $end, most: 20, longest: 6) { links {
      id kind dependencyKind origin confidence reason source entry standing lagMonths
      originNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
      targetNode { __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } } }
    } } }
  }
`;

export function Paths({ asked, plan }) {
  return html`<div class="card bar"><${Picker} name="dari" label=${t('ties.start')} value=${asked.dari ?? ''} plan=${plan} />
      <${Picker} name="ke" label=${t('ties.end')} value=${asked.ke ?? ''} plan=${plan} /></div>
    ${asked.dari && asked.ke ? html`<${Between} asked=${asked} plan=${plan} />` : html`<${Empty}>${t('ties.paths.none')}<//>`}`;
}

function Between({ asked, plan }) {
  const answer = useAnswer(PATHS, { plan: plan.slug, start: asked.dari, end: asked.ke });
  return html`<${Answered} of=${answer}>${({ plan: { paths } }) => {
    if (!paths.length) return html`<${Empty}>${t('ties.nopath')}<//>`;
    const links = once(paths.flatMap((each) => each.links));
    const byId = new Map(links.map((each) => [each.id, each]));
    const picture = drawn(links, asked.dari, (node) => (node.id === asked.ke ? 'warm' : ''));
    return html`<p class="note" role="status">${t('ties.paths', { count: number(paths.length), shortest: number(Math.min(...paths.map((each) => each.links.length))) })}</p>
      <${Drawing} boxes=${picture.boxes} arrows=${picture.arrows} label=${t('ties.picture.paths')} asked=${asked} name="keterkaitan-jalur"
        table=${html`<${LinkTable} links=${links} caption=${t('ties.picture.paths')} />`}
        side=${(kind, id) => kind === 'edge' && byId.has(id) ? html`<${LinkCard} link=${byId.get(id)} plan=${plan} />`
          : kind === 'node' ? html`<${LinkCards} links=${links.filter((each) => each.originNode.id === id || each.targetNode.id === id)} plan=${plan} />` : null} />`;
  }}<//>`;
}

/** Pair: what two OPDs need of each other, work by work. */
import { html } from '../../vendor/preact.js';
import { Choice, Answered, Empty } from '../../pieces.js';
import { gql, useAnswer } from '../../api.js';
import { number, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { LinkCard, LinkCards, LinkTable, drawn } from './link.js';

const LINKS = gql`
  query PairLinks($plan: String!) {
    plan(slug: $plan) { opdMatrix {
      opd { shortName name }
      needed { shortName name }
      links {
        id kind dependencyKind origin confidence reason source entry standing lagMonths
        originNode { __typename id label ... on Program { opd { shortName name } } }
        targetNode { __typename id label ... on Program { opd { shortName name } } }
      }
    } }
  }
`;

export function Pair({ asked, plan }) {
  const answer = useAnswer(LINKS, { plan: plan.slug });
  return html`<${Answered} of=${answer}>${({ plan: { opdMatrix } }) => {
    const [one, other] = [asked.a, asked.b];
    const ties = opdMatrix.filter((tie) => [`${one}~${other}`, `${other}~${one}`].includes(`${tie.opd.shortName}~${tie.needed.shortName}`));
    const links = ties.flatMap((tie) => tie.links);
    const names = new Map(opdMatrix.flatMap((tie) => [[tie.opd.shortName, tie.opd.name], [tie.needed.shortName, tie.needed.name]]));
    const options = [...names].sort().map(([key, name]) => [key, `${key} – ${name}`]);
    const picture = drawn(links, '', (node) => (node.opd?.shortName === one ? 'warm' : ''));
    const byId = new Map(links.map((each) => [each.id, each]));
    const controls = html`<${Choice} name="a" label=${t('opd')} value=${one ?? ''} options=${options} /><${Choice} name="b" label=${t('ties.and')} value=${other ?? ''} options=${options} />`;
    return html`<p class="note" role="status">${t('ties.pair', { one, other, count: number(links.length) })}</p>
      <${Drawing} boxes=${picture.boxes} arrows=${picture.arrows} label=${t('ties.pair', { one, other, count: number(links.length) })} asked=${asked} controls=${controls}
        name=${`keterkaitan-${one}-${other}`} table=${html`<${LinkTable} links=${links} caption=${t('ties.picture.pair')} />`}
        side=${(kind, id) => kind === 'edge' && byId.has(id) ? html`<${LinkCard} link=${byId.get(id)} plan=${plan} />`
          : kind === 'node' ? html`<${LinkCards} links=${links.filter((each) => each.originNode.id === id || each.targetNode.id === id)} plan=${plan} />` : null} />
      ${!links.length && html`<${Empty}>${t('ties.pair.none')}<//>`}`;
  }}<//>`;
}

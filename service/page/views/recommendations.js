/** Rekomendasi: all initiatives in rank order, with filters that stay in the address. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Answered, Choice, DimensionTag, Empty, Meter, More, OpdLink, Search, Switch, View } from '../pieces.js';
import { language, named, number, t } from '../words.js';

const FILTERS = gql`
  query Filters($plan: String!) {
    plan(slug: $plan) { dimensions { code name nameEn } opds(first: 100) { nodes { shortName name } } }
  }
`;
const INITIATIVES = gql`
  query Initiatives($plan: String!, $filter: InitiativeFilter, $after: String, $language: Language!) {
    plan(slug: $plan) {
      initiatives(first: 50, after: $after, filter: $filter) {
        nodes {
          fingerprint rank title(language: $language) why(language: $language) themeName(language: $language) quickWin
          lead { shortName name }
          participants { opd { shortName name } }
          dimensions { code name }
          score { total }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

export default function Recommendations({ address: { asked }, plan }) {
  const filters = useAnswer(FILTERS, { plan: plan.slug });
  const filter = { opd: asked.opd || null, lead: asked.pemimpin || null, dimension: asked.dimensi || null, quickWin: asked.cepat ? true : null };
  const answer = useAsked(
    () => askAll(INITIATIVES, { plan: plan.slug, filter }, (data) => data.plan.initiatives),
    [plan.slug, JSON.stringify(filter), language()],
  );
  const opds = (filters.data?.plan.opds.nodes ?? []).map((each) => [each.shortName, `${each.shortName} – ${each.name}`]);
  const dimensions = filters.data?.plan.dimensions ?? [];
  const order = dimensions.map((each) => each.code);
  return html`<${View} title=${t('menu.rekomendasi')} lead=${t('initiatives.lead')}
      actions=${html`<button type="button" onClick=${() => print()}>${t('print')}</button>`}>
    <form class="card bar noprint" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
      <${Choice} name="dimensi" label=${t('dimension')} value=${asked.dimensi ?? ''} all=${t('all')} options=${dimensions.map((each) => [each.code, named(each)])} />
      <${Choice} name="opd" label=${t('participant')} value=${asked.opd ?? ''} all=${t('all')} options=${opds} />
      <${Choice} name="pemimpin" label=${t('lead')} value=${asked.pemimpin ?? ''} all=${t('all')} options=${opds} />
      <${Switch} name="cepat" label=${t('quickwin.only')} value=${asked.cepat} />
    </form>
    <${Answered} of=${answer}>${(all) => {
      const words = (asked.cari ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const found = all.filter((each) => words.every((word) => `${each.title} ${each.themeName} ${each.why}`.toLowerCase().includes(word)));
      if (!found.length) return html`<${Empty}>${t('initiatives.empty')}<//>`;
      return html`<p class="note" role="status">${t('initiatives.count', { count: number(found.length) })}</p>
        <ol class="cards">${found.slice(0, Number(asked.banyak ?? 25)).map((each) => html`<${Item} each=${each} order=${order} />`)}</ol>
        <${More} asked=${asked} total=${found.length} step=${25} />`;
    }}<//>
  <//>`;
}

const Item = ({ each, order }) => html`<li class="card item">
  <span class="rank" aria-label=${t('rank', { rank: each.rank })}>${each.rank}</span>
  <div class="item-body">
    <h2><a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a></h2>
    <p class="clamp">${each.why}</p>
    <p class="tags"><${OpdLink} opd=${each.lead} className="tag main" />
      ${each.participants.filter(({ opd }) => opd.shortName !== each.lead.shortName).slice(0, 7).map(({ opd }) => html`<${OpdLink} opd=${opd} />`)}
      ${each.participants.length > 8 && html`<span class="tag">+${each.participants.length - 8}</span>`}</p>
  </div>
  <div class="item-side"><${Meter} value=${each.score.total} label=${t('score')} />
    ${each.dimensions.slice(0, 2).map((one) => html`<${DimensionTag} dimension=${one} order=${order} />`)}
    ${each.quickWin && html`<span class="tag good">${t('quickwin')}</span>`}</div>
</li>`;

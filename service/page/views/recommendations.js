/** Rekomendasi: all initiatives in rank order, with filters that stay in the address. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Chosen, Pick } from '../chosen.js';
import { Search } from '../fields.js';
import { More, ShownOf } from '../more.js';
import { Choice, DimensionTag, Empty, Meter, OpdLink, StandingTag, Switch, View, answered, has } from '../pieces.js';
import { called, language, named, number, t } from '../words.js';

const FILTERS = gql(`
  query Filters($plan: String!) {
    plan(slug: $plan) { dimensions { code name nameEn } opds(first: 100) { nodes { shortName name } } }
  }
`);
const INITIATIVES = gql(`
  query Initiatives($plan: String!, $filter: InitiativeFilter, $after: String, $language: Language!) {
    plan(slug: $plan) {
      initiatives(first: 50, after: $after, filter: $filter) {
        nodes {
          fingerprint rank title(language: $language) why(language: $language) themeName(language: $language) quickWin
          theme { id }
          facts { message(language: $language) }
          decision { standing }
          lead { shortName name }
          table { shortName name }
          dimensions { code name nameEn }
          score { total }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof INITIATIVES>['plan']['initiatives']['nodes'][number]} Listed */

/** What may have been decided of an initiative, in the order of a meeting. */
export const STANDINGS = /** @type {const} */ (['ACCEPTED', 'DEFERRED', 'REJECTED']);

/** The filters of the list, which go along to each recommendation. */
const FILTERED = ['cari', 'dimensi', 'tema', 'opd', 'pemimpin', 'status', 'cepat'];

/** Those of the asked values that filter the list. @param {import('../address.js').Query} asked */
export const filtersOf = (asked) => Object.fromEntries(FILTERED.map((name) => [name, asked[name]]));

/**
 * All recommendations that the service gives for the filters.
 * @param {{slug: string}} plan
 * @param {import('../address.js').Query} asked
 */
export function useListed(plan, asked) {
  const filter = {
    opd: asked.opd || null,
    lead: asked.pemimpin || null,
    dimension: asked.dimensi || null,
    quickWin: asked.cepat ? true : null,
  };
  return useAsked(
    (signal) => askAll(INITIATIVES, { plan: plan.slug, filter }, (data) => data.plan.initiatives, signal),
    [plan.slug, filter, language()],
  );
}

/**
 * Whether one fits the filters that are applied here; OPDs are found by their full names too.
 * @param {Listed} each
 * @param {import('../address.js').Query} asked
 */
export const fits = (each, asked) =>
  has(
    `${each.title} ${each.themeName} ${each.why} ${each.table.map((opd) => `${opd.shortName} ${opd.name}`).join(' ')}`,
    asked.cari,
  ) &&
  (!asked.tema || each.theme?.id === asked.tema) &&
  (!asked.status || (each.decision?.standing ?? 'OPEN') === asked.status);

/** @param {import('../shell.js').Given} given */
export default function Recommendations({ address: { asked }, plan }) {
  const filters = useAnswer(FILTERS, { plan: plan.slug });
  const answer = useListed(plan, asked);
  const opds = (filters.data?.plan.opds.nodes ?? []).map((each) => [
    each.shortName,
    `${each.shortName} – ${each.name}`,
  ]);
  const dimensions = filters.data?.plan.dimensions ?? [];
  const themes = [
    ...new Map((answer.data ?? []).flatMap((each) => (each.theme ? [[each.theme.id, each.themeName]] : []))),
  ].sort((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 1));
  return html`
    <${View}
      title=${t('menu.rekomendasi')}
      lead=${t('initiatives.lead')}
      actions=${html`<a class="go" href=${href({ view: 'portofolio' })}>${t('menu.portofolio')}</a>
        <a class="go" href=${href({ view: 'skenario' })}>${t('menu.skenario')}</a>`}
    >
      <form class="card bar noprint" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <${Search} name="cari" label=${t('search')} value=${asked.cari ?? ''} />
        <${Choice}
          name="dimensi"
          label=${t('dimension')}
          value=${asked.dimensi ?? ''}
          all=${t('all')}
          options=${dimensions.map((each) => [each.code, named(each)])}
        />
        <${Choice} name="tema" label=${t('theme')} value=${asked.tema ?? ''} all=${t('all')} options=${themes} />
        <${Choice} name="opd" label=${t('participant')} value=${asked.opd ?? ''} all=${t('all')} options=${opds} />
        <${Choice} name="pemimpin" label=${t('lead')} value=${asked.pemimpin ?? ''} all=${t('all')} options=${opds} />
        <${Choice}
          name="status"
          label=${t('decision')}
          value=${asked.status ?? ''}
          all=${t('all')}
          options=${[
            ['OPEN', t('decision.open')],
            ...STANDINGS.map((each) => [each, called('DecisionStanding', each)]),
          ]}
        />
        <${Switch} name="cepat" label=${t('quickwin.only')} value=${asked.cepat} />
      </form>
      ${answered(answer, (all) => {
        const found = all.filter((each) => fits(each, asked));
        if (!found.length) return html`<${Empty}>${t(all.length ? 'initiatives.empty' : 'initiatives.none')}<//>`;
        const order = dimensions.map((one) => one.code);
        return html`
          <p class="note" role="status">
            ${t('initiatives.count', { count: number(found.length) })}
            <${ShownOf} asked=${asked} total=${found.length} step=${25} />
          </p>
          <${Chosen} slug=${plan.slug} />
          <ol class="cards">
            ${found.slice(0, Number(asked.banyak ?? 25)).map(
              (each, index) => html`
                  ${
                    !each.facts.length &&
                    (index === 0 || found[index - 1].facts.length > 0) &&
                    html`<li class="note"><h2>${t('initiatives.without')}</h2></li>`
                  }
                  <${Item}
                    key=${each.fingerprint}
                    each=${each}
                    slug=${plan.slug}
                    asked=${filtersOf(asked)}
                    order=${order}
                  />
                `,
            )}
          </ol>
          <${More} asked=${asked} total=${found.length} step=${25} />
        `;
      })}
    <//>
  `;
}

/** @param {{each: Listed, slug: string, order: string[], asked: import('../address.js').Query}} given */
const Item = ({ each, slug, order, asked }) => html`
  <li class="card item">
    <span class="rank" aria-label=${t('rank', { rank: each.rank })}>${each.rank}</span>
    <${Pick} slug=${slug} fingerprint=${each.fingerprint} label=${each.title} />
    <div class="item-body">
      <h2><a href=${href({ view: 'inisiatif', id: each.fingerprint, asked })}>${each.title}</a></h2>
      <p class="clamp">${each.facts[0]?.message ?? each.why}</p>
      <p class="tags">
        <${OpdLink} opd=${each.lead} className="tag main" />
        ${each.table.slice(1, 8).map((opd) => html`<${OpdLink} opd=${opd} />`)}
        ${each.table.length > 8 && html`<span class="tag">+${each.table.length - 8}</span>`}
      </p>
    </div>
    <div class="item-side">
      <${Meter} value=${each.score.total} label=${t('score')} />
      <${StandingTag} standing=${each.decision?.standing} />
      ${each.dimensions.slice(0, 2).map((one) => html`<${DimensionTag} dimension=${one} order=${order} />`)}
      ${each.quickWin && html`<span class="tag good">${t('quickwin')}</span>`}
    </div>
  </li>
`;

/**
 * Ringkasan: the plan at a glance: what is new, counts, what to do first, what is behind, where dimensions meet the
 * work.
 */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { ask, askAll, gql, useAnswer, useAsked } from '../api.js';
import { lazy } from '../lazy.js';
import { Card, Empty, Meter, OpdLink, StandingTag, View, answered } from '../pieces.js';
import { number, t } from '../words.js';
import { OfYear, YearChoice, useIsUnread, yearOf } from '../year.js';
import { Coverage } from './overview/coverage.js';
import { Followed } from './overview/followed.js';
import { Since } from './overview/since.js';
import { SwitchedOff } from './overview/off.js';

const OVERVIEW = gql(`
  query Overview($plan: String!, $year: Year, $language: Language!) {
    plan(slug: $plan) {
      revision
      opds(first: 1) { totalCount }
      partners(first: 1) { totalCount }
      objectives(first: 1) { totalCount }
      programs(first: 1, filter: { level: PROGRAM, year: $year }) { totalCount }
      parts: programs(first: 1, filter: { level: SUB_ACTIVITY, year: $year }) { totalCount }
      ties: links(first: 1, filter: { kind: DEPENDS_ON, acrossOpds: true, not: { standing: REJECTED } }) { totalCount }
      doubtful: findings(first: 1, filter: { rule: "AL09" }) { totalCount }
      findings(first: 1) { totalCount }
      failures { failed { code } message }
      suppressedRules { rule { code title(language: $language) } reason }
      dimensions { code name nameEn }
      initiatives(first: 7) {
        totalCount
        nodes { fingerprint rank quickWin themeName(language: $language) decision { standing }
          lead { shortName name } table { shortName } score { total } }
      }
      coverage { byOpd(year: $year) {
        columns { id shortName name isTerritorial }
        cells { dimension { code } column { id } programs budget }
        gaps
      } }
    }
  }
`);
const BEHIND = gql(`
  query Behind($plan: String!, $after: String) {
    plan(slug: $plan) {
      findings(first: 100, after: $after, filter: { rule: "AL03" }) {
        nodes { opds { shortName name } subject { __typename id label ... on Indicator { name behind unit } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof OVERVIEW>['plan']} Found */

/** @param {import('../shell.js').Given} given */
export const begin = ({ address: { asked }, plan: { slug } }) =>
  Promise.all([ask(OVERVIEW, { plan: slug, year: yearOf(asked) }), ask(BEHIND, { plan: slug, after: null })]);

/** @param {import('../shell.js').Given} given */
export default function Overview({ address: { asked }, plan }) {
  const year = yearOf(asked);
  const answer = useAnswer(OVERVIEW, { plan: plan.slug, year });
  return html`
    <${View}
      title=${plan.title}
      kicker=${plan.region.name}
      lead=${t('overview.lead', {
        from: plan.startYear,
        to: plan.endYear,
        revision: number(answer.data?.plan.revision ?? plan.revision),
      })}
      actions=${html`<${YearChoice} asked=${asked} plan=${plan} />`}
    >
      ${answered(
        answer,
        ({ plan: found }) => html`
          <${Since} slug=${plan.slug} revision=${found.revision} />
          <${Followed} slug=${plan.slug} />
          ${found.failures.map(
            (each) => html`
              <p class="notice bad" role="alert">
                ${t('overview.failure', { rule: each.failed?.code, message: each.message })}
              </p>
            `,
          )}
          <${SwitchedOff} rules=${found.suppressedRules} />
          ${
            isEmpty(found)
              ? html`<${FirstSteps} slug=${plan.slug} />`
              : html`<${Filled} found=${found} asked=${asked} plan=${plan} year=${year} />`
          }
        `,
      )}
    <//>
  `;
}

const FirstSteps = lazy(async () => (await import('./overview/first_steps.js')).FirstSteps);

/** Whether nothing was read yet. @param {Found} found */
const isEmpty = (found) => found.opds.totalCount + found.parts.totalCount + found.programs.totalCount === 0;

/**
 * @param {{found: Found, asked: import('../address.js').Query, plan: import('../shell.js').PlanName,
 *   year: number | null}} given
 */
function Filled({ found, asked, plan, year }) {
  const isUnread = useIsUnread(asked, plan);
  return html`
          ${isUnread && html`<${OfYear} asked=${asked} plan=${plan} />`}
          <${Counts} found=${found} isUnread=${isUnread} />
          <div class="split">
            <${Card}
              title=${t('overview.first')} note=${t('about.overview.first')}
              aside=${html`
                <a href=${href({ view: 'rekomendasi' })}>
                  ${t('overview.all', { count: number(found.initiatives.totalCount) })}
                </a>
              `}
            >
              <${Top} initiatives=${found.initiatives.nodes} />
            <//>
            <${Behind} slug=${plan.slug} doubtful=${found.doubtful.totalCount} />
          </div>
          ${
            !isUnread &&
            html`
          <${OfYear} asked=${asked} plan=${plan}>
            <${Coverage}
              asked=${asked}
              dimensions=${found.dimensions}
              byOpd=${found.coverage.byOpd}
              plan=${plan}
              year=${year}
            />
          <//>
            `
          }
  `;
}

/** @param {{found: Found, isUnread: boolean}} given `isUnread`: nothing was read of the year's work */
function Counts({ found, isUnread }) {
  const work = { jenis: 'program', penunjang: 1 };
  /** @type {[key: string, value: number | null, to: Parameters<typeof href>[0]][]} */
  const tiles = [
    ['opds', found.opds.totalCount, { view: 'isi', asked: { jenis: 'opd' } }],
    ['programs', isUnread ? null : found.programs.totalCount, { view: 'isi', asked: { ...work, tingkat: 'PROGRAM' } }],
    ['parts', isUnread ? null : found.parts.totalCount, { view: 'isi', asked: { ...work, tingkat: 'SUB_ACTIVITY' } }],
    ['objectives', found.objectives.totalCount, { view: 'isi', asked: { jenis: 'sasaran' } }],
    ['partners', found.partners.totalCount, { view: 'isi', asked: { jenis: 'mitra' } }],
    ['ties', found.ties.totalCount, { view: 'keterkaitan', asked: { cara: 'daftar', tahun: '' } }],
    ['findings', found.findings.totalCount, { view: 'temuan' }],
    ['initiatives', found.initiatives.totalCount, { view: 'rekomendasi' }],
  ];
  return html`
    <ul class="tiles">
      ${tiles.map(
        ([key, value, to]) =>
          html`<li><a href=${href(to)}><strong>${number(value)}</strong> <span>${t(`count.${key}`)}</span></a></li>`,
      )}
    </ul>
  `;
}

/** @param {{initiatives: Found['initiatives']['nodes']}} given */
function Top({ initiatives }) {
  if (!initiatives.length) return html`<${Empty}>${t('initiatives.none')}<//>`;
  return html`
    <ol class="top-list">
      ${initiatives.map(
        (each) => html`
          <li>
            <span class="rank" aria-hidden="true">${each.rank}</span>
            <div>
              <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
              <p class="note">
                <${OpdLink} opd=${each.lead} className="" /> ${t('with', {
                  count: number(each.table.length - 1),
                })}
              </p>
              ${
                (each.quickWin || each.decision) &&
                html`
                  <p class="tags">
                    ${each.quickWin && html`<span class="tag good">${t('quickwin')}</span>`}
                    <${StandingTag} standing=${each.decision?.standing} />
                  </p>
                `
              }
            </div>
            <${Meter} value=${each.score.total} label=${t('score')} />
          </li>
        `,
      )}
    </ol>
  `;
}

/**
 * The indicators that are behind their path, the worst first; those that cannot be judged stand apart.
 * @param {{slug: string, doubtful: number}} given
 */
function Behind({ slug, doubtful }) {
  const answer = useAsked((signal) => askAll(BEHIND, { plan: slug }, (data) => data.plan.findings, signal), [slug]);
  return html`
    <${Card}
      title=${t('overview.behind')}
      note=${t('overview.behind.note')}
      aside=${
        answer.data &&
        html`
          <a href=${href({ view: 'temuan', asked: { aturan: 'AL03' } })}>
            ${t('overview.all', { count: number(answer.data.length) })}
          </a>
        `
      }
    >
      ${answered(answer, (found) => {
        const worst = found
          .flatMap(({ subject, opds }) => (subject?.__typename === 'Indicator' ? [{ subject, opds }] : []))
          .sort((a, b) => (b.subject.behind ?? 0) - (a.subject.behind ?? 0))
          .slice(0, 6);
        if (!worst.length) return html`<${Empty}>${t('behind.none')}<//>`;
        return html`
          <ul class="top-list">
            ${worst.map(
              ({ subject, opds }) => html`
                <li>
                  <div>
                    <a href=${href({ view: 'indikator', id: subject.id })}>${subject.name}</a>
                    <p class="note">${opds.map((opd) => html`<${OpdLink} opd=${opd} className="" /> `)}</p>
                  </div>
                  <${Meter} value=${subject.behind} label=${t('behind')} tone="warm" />
                </li>
              `,
            )}
          </ul>
        `;
      })}
      ${
        doubtful > 0 &&
        html`
          <p class="note">
            <a href=${href({ view: 'temuan', asked: { aturan: 'AL09' } })}>
              ${t('overview.doubtful', { count: number(doubtful) })}
            </a>
          </p>
        `
      }
    <//>
  `;
}

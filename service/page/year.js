/** Year: the year that views show, kept in the address from view to view, and what was read of it. */
import { html } from './vendor/preact.js';
import { gql, useAnswer } from './api.js';
import { Choice } from './pieces.js';
import { number, t, within } from './words.js';

const YEARS = gql(`
  query Years($plan: String!) {
    plan(slug: $plan) { reviewYears { year reading opdsRead { shortName } opdsUnread { shortName } } }
  }
`);
/** @typedef {import('./address.js').Query} Query */
/** @typedef {import('#documents').DataOf<typeof YEARS>['plan']['reviewYears'][number]} Year */

/** The year that an address names; null for all. @param {Query} asked */
export const yearOf = ({ tahun = '' }) => (/^\d{4}$/.test(tahun) ? Number(tahun) : null);

/**
 * What was read of each year; nothing until that is known.
 * @param {{slug: string}} plan
 * @returns {readonly Year[]}
 */
const useYears = ({ slug }) => useAnswer(YEARS, { plan: slug }).data?.plan.reviewYears ?? [];

/**
 * One of the years, or all; years of which nothing was read say so.
 * @param {{asked: Query, plan: {slug: string}}} given
 */
export function YearChoice({ asked, plan }) {
  const year = yearOf(asked);
  const known = useYears(plan);
  const years = known.length || year === null ? known : [{ year, reading: 'WHOLE' }];
  const said = (/** @type {{year: number, reading: string}} */ each) =>
    each.reading === 'WHOLE' ? String(each.year) : `${each.year} – ${within('YearReading', each.reading)}`;
  return html`
    <${Choice}
      name="tahun"
      label=${t('year')}
      value=${year === null ? '' : String(year)}
      all=${t('years.all')}
      options=${years.map((each) => [String(each.year), said(each)])}
    />
  `;
}

/** What was read of the year that an address names. @param {Query} asked @param {{slug: string}} plan */
const useYear = (asked, plan) => useYears(plan).find((each) => each.year === yearOf(asked));

/** Whether nothing was read of the year that an address names. @param {Query} asked @param {{slug: string}} plan */
export const useIsUnread = (asked, plan) => useYear(asked, plan)?.reading === 'NONE';

/**
 * What a view shows of the chosen year: that it was not read instead of naughts, or what is missing in it.
 * @param {{asked: Query, plan: {slug: string}, children?: import('./pieces.js').Drawn}} given
 */
export function OfYear({ asked, plan, children }) {
  const year = useYear(asked, plan);
  if (year?.reading === 'NONE')
    return html`<p class="notice off" role="status">${t('year.none', { year: year.year })}</p>`;
  if (year?.reading !== 'PART') return children ?? null;
  const [read, all] = [year.opdsRead.length, year.opdsRead.length + year.opdsUnread.length];
  return html`
    <p class="notice off" role="status">
      ${t('year.part', {
        year: year.year,
        read: number(read),
        all: number(all),
        unread: year.opdsUnread.map((each) => each.shortName).join(', '),
      })}
    </p>
    ${children}
  `;
}

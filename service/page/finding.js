/** Finding: what a text finds in the whole plan and in what the rules make of it, and where each thing is shown. */
import { href } from './address.js';
import { ask, gql } from './api.js';
import { pageOf } from './pieces.js';
import { called, number, t } from './words.js';

const FOUND = gql(`
  query Found($plan: String!, $text: String!, $kinds: [MatchKind!], $first: Int!, $language: Language!) {
    plan(slug: $plan) {
      searchAll(text: $text) {
        suggestion counts { kind count }
        matches(first: $first, kinds: $kinds) {
          totalCount
          nodes {
            kind label(language: $language)
            thing {
              __typename
              ... on Opd { id shortName name }
              ... on Theme { id }
              ... on Dimension { code }
              ... on Program { id level opd { shortName } }
              ... on MasterplanProgram { id opd { shortName } }
              ... on Masterplan { id }
              ... on Objective { id place: level opd { shortName } }
              ... on Indicator { id opd { shortName } }
              ... on Partner { id }
              ... on Initiative { fingerprint lead { shortName } }
              ... on Action { initiative { fingerprint themeName(language: $language) } }
              ... on Finding { fingerprint foundBy { code } }
            }
          }
        }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof FOUND>['plan']['searchAll']} Result */
/** @typedef {Result['matches']['nodes'][number]} Match */
/** @typedef {Match['kind']} Kind */

/** The kinds that have a page of their own. @type {Kind[]} */
export const SHOWN = [
  'OPD',
  'THEME',
  'DIMENSION',
  'PROGRAM',
  'MASTERPLAN_PROGRAM',
  'MASTERPLAN',
  'OBJECTIVE',
  'INDICATOR',
  'PARTNER',
  'INITIATIVE',
  'ACTION',
  'FINDING',
];

/**
 * What a text finds.
 * @param {string} plan
 * @param {string} text
 * @param {{kinds?: Kind[], first?: number, signal?: AbortSignal}} [how]
 * @returns {Promise<Result>}
 */
export const found = async (plan, text, { kinds = SHOWN, first = 12, signal } = {}) =>
  (await ask(FOUND, { plan, text: text.slice(0, 200), kinds, first }, signal)).plan.searchAll;

/** Where a thing is shown. @param {Match} match @returns {string} */
export function placeOf({ thing }) {
  if (thing.__typename === 'Dimension') return href({ view: 'tinjauan', id: thing.code });
  if (thing.__typename === 'Initiative') return href({ view: 'inisiatif', id: thing.fingerprint });
  if (thing.__typename === 'Action') return href({ view: 'inisiatif', id: thing.initiative?.fingerprint ?? '' });
  if (thing.__typename === 'Finding') return href({ view: 'temuan', id: thing.fingerprint });
  return pageOf(thing);
}

/** What tells a thing from others of its name. @param {Match} match @returns {string} */
export function moreOf({ thing }) {
  const of = 'opd' in thing ? thing.opd?.shortName : undefined;
  switch (thing.__typename) {
    case 'Opd':
      return thing.name;
    case 'Program':
      return [called('Level', thing.level), of].filter(Boolean).join(' · ');
    case 'Objective':
      return [called('ObjectiveLevel', thing.place), of].filter(Boolean).join(' · ');
    case 'Initiative':
      return thing.lead.shortName;
    case 'Action':
      return thing.initiative?.themeName ?? '';
    case 'Finding':
      return thing.foundBy.code;
    default:
      return of ?? '';
  }
}

/**
 * The one thing that a text names in full, whatever the case of its letters; none where several are called so.
 * @param {readonly Match[]} matches @param {string} text
 */
export function namedBy(matches, text) {
  const wanted = text.trim().toLowerCase();
  const names = (/** @type {Match} */ { label, thing }) =>
    thing.__typename === 'Opd' ? [label, thing.name, thing.shortName] : [label];
  const all = matches.filter((each) => names(each).some((name) => name.toLowerCase() === wanted));
  return all.length === 1 ? all[0] : undefined;
}

/** What a kind is called where several of it are listed. @param {Kind} kind */
export const kindOf = (kind) => t(`find.kind.${kind}`);

/**
 * What a text finds as options of a combobox, those of a kind beneath each other, and how that is said.
 * @param {Result} result
 * @returns {import('./combobox.js').Found}
 */
export function optionsOf({ suggestion, matches }) {
  const kinds = [...new Set(matches.nodes.map((each) => each.kind))];
  const said = t('find.count', { count: number(matches.totalCount) });
  return {
    options: kinds.flatMap((kind) =>
      matches.nodes
        .filter((each) => each.kind === kind)
        .map((each) => ({
          id: 'id' in each.thing ? each.thing.id : placeOf(each),
          name: each.label,
          more: moreOf(each),
          group: kindOf(kind),
          to: placeOf(each),
        })),
    ),
    said: suggestion ? `${said}. ${t('find.meant', { text: suggestion })}` : said,
    meant: suggestion,
  };
}

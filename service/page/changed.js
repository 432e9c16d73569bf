/** Changed: what was changed of a plan, told in sentences. */
import { called, number, percent, rupiah, t, within } from './words.js';

/** @typedef {{name: string, before?: string | null, after?: string | null}} Field lists and objects as JSON */
/**
 * @typedef {{action: 'ADDED' | 'EDITED' | 'REMOVED', label: string, nodeKind: string | null, linkKind: string | null,
 *   fields: Field[]}} Change
 */
/** @typedef {Record<string, unknown> & {year: number}} Year what is planned and was done in a year */

/** The enumerations whose values stand in a field. @type {Partial<Record<string, string[]>>} */
const VALUES = {
  level: ['Level', 'ObjectiveLevel'],
  kind: ['LinkKind'],
  direction: ['Direction'],
  stage: ['BudgetStage'],
  partnerKind: ['PartnerKind'],
  origin: ['Origin'],
  dependency: ['DependencyKind'],
  standing: ['Standing'],
  programOrigin: ['MasterplanOrigin'],
  term: ['Term'],
  progress: ['Progress'],
};
/** The fields that hold a text; all others hold a value in JSON. */
const TEXTS = new Set(
  `id source code name nameEn description text unit writtenCode nomenclature location beneficiaries shortName
  writtenKind reason team teamSource legalAct vision writtenLead sourceId targetId entry assetKind`
    .split(/\s+/)
    .concat(Object.keys(VALUES)),
);
const PLAIN = ['startYear', 'endYear', 'quarter'];

const camel = (/** @type {string} */ name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** What a field is called. @param {string} name */
export function fieldName(name) {
  const [, of, quarter] = camel(name).match(/^(\w+)Q([1-4])$/) ?? [];
  return of ? t('what.inQuarter', { what: t(`what.${of}`), quarter }) : t(`what.${camel(name)}`);
}

/** The kind of a node or link that was changed. @param {Pick<Change, 'nodeKind' | 'linkKind'>} change */
export const kindOf = ({ nodeKind, linkKind }) =>
  nodeKind ? called('NodeKind', nodeKind) : called('LinkKind', linkKind);

/** @param {string} name @param {string | null | undefined} value @returns {unknown} */
const read = (name, value) => (value == null || TEXTS.has(name) ? value : JSON.parse(value));

/** A value in words. @param {string} name @param {any} value @returns {string} */
function said(name, value) {
  if (value == null || value === '' || (Array.isArray(value) && !value.length)) return '–';
  if (typeof value === 'string') {
    const key = value.toUpperCase();
    const kind = (VALUES[name] ?? []).find((each) => within(each, key) !== key);
    return kind ? within(kind, key) : value;
  }
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number')
    return name === 'confidence' ? percent(value) : PLAIN.includes(name) ? String(value) : number(value, 2);
  if (Array.isArray(value)) {
    if (name === 'years') return value.map(saidOfYear).join('; ');
    return value.every((each) => typeof each === 'string')
      ? value.join(', ')
      : t('what.items', { count: value.length });
  }
  return typeof value.amount === 'number' ? rupiah(value.amount) : (value.text ?? '–');
}

const partsOf = (/** @type {Partial<Year> | undefined} */ of) =>
  Object.keys(of ?? {}).filter((each) => each !== 'year');

/** @param {Year} of */
const saidOfYear = (of) =>
  `${of.year}: ${
    partsOf(of)
      .map((part) => `${fieldName(part)} ${said(camel(part), of[part])}`)
      .join(', ') || '–'
  }`;

/** A value in words, as the service tells it. @param {string} name @param {string | null | undefined} value */
export const told = (name, value) => said(name, read(name, value));

/**
 * What became of a value, in a sentence.
 * @param {string} what
 * @param {string} label of what
 * @param {string} before
 * @param {string} after
 */
export function sentence(what, label, before, after) {
  if ([before, after].includes(label)) return t('changed.renamed', { what, before, after });
  if (before === after) return t('changed.inside', { what, label });
  if (before === '–') return t('changed.set', { what, label, after });
  if (after === '–') return t('changed.unset', { what, label, before });
  return t('changed.to', { what, label, before, after });
}

/** What became of a node or a link, in sentences. @param {Change} change @returns {string[]} */
export function sentences(change) {
  const { action, label, fields } = change;
  if (action !== 'EDITED') return [t(`changed.${action}`, { label, kind: kindOf(change) })];
  return fields.flatMap(({ name, before, after }) => {
    const [was, is] = [read(name, before), read(name, after)];
    return name === 'years'
      ? ofYears(label, /** @type {Year[]} */ (was ?? []), /** @type {Year[]} */ (is ?? []))
      : [sentence(fieldName(name), label, said(name, was), said(name, is))];
  });
}

/** @param {string} label @param {Year[]} before @param {Year[]} after @returns {string[]} */
function ofYears(label, before, after) {
  const years = [...new Set([...before, ...after].map((each) => each.year))].sort();
  return years.flatMap((year) => {
    const [was, is] = [before, after].map((all) => all.find((each) => each.year === year));
    const parts = [...new Set([...partsOf(was), ...partsOf(is)])];
    const moved = parts.filter((part) => JSON.stringify(was?.[part]) !== JSON.stringify(is?.[part]));
    return moved.map((part) =>
      sentence(`${fieldName(part)} ${year}`, label, said(camel(part), was?.[part]), said(camel(part), is?.[part])),
    );
  });
}

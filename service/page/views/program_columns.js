/** Columns of tables that list programs, activities and sub-activities. */
import { html } from '../vendor/preact.js';
import { NodeLink, OpdLink } from '../pieces.js';
import { called, t } from '../words.js';

/** @typedef {{__typename: string, id: string, label: string, budget: number | null}} Listed what is needed of each */
/** @template R @typedef {import('../columns.js').Column<R>} Column */

/** Its name. @template {Listed} R @returns {Column<R>} */
export const ofName = () => ({
  key: 'nama',
  label: t('name'),
  of: (each) => each.label,
  shown: (each) => html`<${NodeLink} node=${each} />`,
});

/** Who runs it. @template {{opd: import('../pieces.js').OpdName | null}} R @returns {Column<R>} */
export const ofOpd = () => ({
  key: 'opd',
  label: t('opd'),
  wide: 1,
  of: (each) => each.opd?.shortName,
  shown: (each) => (each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : '–'),
});

/** Its budget. @template {{budget: number | null}} R @returns {Column<R>} */
export const ofBudget = () => ({ key: 'pagu', label: t('budget'), as: 'money', wide: 2, of: (each) => each.budget });

/** Its code. @template {{code: string | null}} R @returns {Column<R>} */
export const ofCode = () => ({ key: 'kode', label: t('code'), of: (each) => each.code });

/** Whether it is a program, an activity or a sub-activity. @template {{level: string}} R @returns {Column<R>} */
export const ofLevel = () => ({
  key: 'tingkat',
  label: t('objective.level'),
  wide: 1,
  of: (each) => called('Level', each.level),
});

/** Those of one OPD. @template {Listed & {code: string | null}} R @returns {Column<R>[]} */
export const ofPrograms = () => [ofName(), ofCode(), ofBudget()];

/** Value: what stands in a field that a scenario changes, in words. */
import { rupiah, t } from '../../words.js';

/** @typedef {{text?: string, amount?: number | null} | null | undefined} Amount */
/** @typedef {{year: number, budget?: Amount, spent?: Amount, target?: Amount, realised?: Amount}} Year */

const PARTS = /** @type {const} */ (['budget', 'target', 'realised', 'spent']);

/** @param {Amount} given */
const amount = (given) => (typeof given?.amount === 'number' ? rupiah(given.amount) : (given?.text ?? '–'));

/**
 * A value as the service tells it, with years in words.
 * @param {string} name
 * @param {string | null | undefined} value
 */
export function told(name, value) {
  if (name !== 'years' || !value) return value ?? '–';
  const years = /** @type {Year[]} */ (JSON.parse(value));
  return years
    .map((each) => {
      const said = PARTS.filter((part) => each[part]).map((part) => `${t(`scenario.${part}`)} ${amount(each[part])}`);
      return `${each.year}: ${said.join(', ') || '–'}`;
    })
    .join('; ');
}

/** What a field is called. @param {string} name */
export const fieldName = (name) => (name === 'years' ? t('scenario.years') : name === 'name' ? t('name') : name);

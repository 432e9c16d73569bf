/** Columns: what stands in the columns of a table, how it is written, and how people's orders and filters read it. */
import { amountOf } from './money.js';
import { collator, day, language, moment, number, percent, rupiah, t } from './words.js';

/** @typedef {import('./vendor/preact.js').ComponentChildren} Drawn what can be drawn */
/** @typedef {string | number | null | undefined} Value what stands in a cell; days and moments as ISO says them */
/** @typedef {'count' | 'money' | 'share' | 'measure' | 'day' | 'moment'} As how it is written; without it, as a text */
/**
 * A column: its name in addresses, its heading, what it holds of a row, and how that is drawn where not as its text.
 * `sorts`: false where its values have no order that can be told; `wide`: its width beside the others.
 * @template R
 * @typedef {{key: string, label: string, of: (row: R) => Value, as?: As, shown?: (row: R) => Drawn, sorts?: boolean,
 *   isNumber?: boolean, wide?: number}} Column
 */
/**
 * What is asked of a table: the column that orders it, whether backwards, and a filter for each column.
 * @typedef {{order: string, isBack: boolean, filters: Map<string, string>}} Asked
 */

/** What stands where there is nothing. */
const NOTHING = '–';
/** A column with more values than this is filtered by words, with fewer, each of several rows, by choosing one. */
const FEW = 60;
const EACH = 3;
/** @type {Record<As, (value: any) => string>} */
const WRITERS = {
  count: (value) => number(value),
  money: rupiah,
  share: percent,
  measure: (value) => number(value, 2),
  day,
  moment,
};

/** Whether a column holds numbers. @param {{as?: As | undefined}} column */
export const isNumeric = ({ as }) => as !== undefined && as !== 'day' && as !== 'moment';

/** A value as people read it. @param {{as?: As | undefined}} column @param {Value} value */
export function written({ as }, value) {
  if (value == null || value === '') return NOTHING;
  return as ? WRITERS[as](value) : String(value);
}

/**
 * The few values that a column has, if they are few: one of them is chosen, instead of words being typed.
 * @template R @param {Column<R>} column @param {readonly R[]} rows @returns {string[]}
 */
export function choicesOf(column, rows) {
  if (column.as) return [];
  /** @type {Set<string>} */
  const found = new Set();
  for (const row of rows) {
    found.add(written(column, column.of(row)));
    if (found.size > FEW) return [];
  }
  return found.size > 1 && found.size * EACH <= rows.length ? [...found].sort(collator().compare) : [];
}

/** The number that a text is, as the language writes it; null where it is none. @param {string} text */
export function plainNumber(text) {
  const [group, point] = language() === 'en' ? [',', '.'] : ['.', ','];
  const bare = text
    .replace(/^rp\.?\s*/i, '')
    .replaceAll(group, '')
    .replace(point, '.');
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : null;
}

/**
 * The number that someone wrote, as the language writes it.
 * @param {string} text
 * @param {As | undefined} as
 */
function numberOf(text, as) {
  const plain = text.trim().replace(/\s*%$/, '');
  const money = as === 'money' && /[^\d.,\s-]/.test(plain) ? amountOf(plain, language()) : null;
  if (money !== null) return money;
  const value = plainNumber(plain);
  return value !== null && as === 'share' ? value / 100 : value;
}

const WITHIN = /^(.*\d.*)\.\.(.*\d.*)$/;
const BESIDE = /^(<=|>=|[<>=≤≥])?(.*)$/;
/** @type {Record<string, (value: number, limit: number) => boolean>} */
const BESIDES = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '≤': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '=': (value, limit) => value === limit,
};

/**
 * What a filter asks of a value: words that it has; of numbers `>5`, `<5`, `=0`, `5..10`, or at least a number.
 * @template R @param {Column<R>} column @param {string} wanted @param {string[]} choices
 * @returns {((value: Value) => boolean) | null} null where it cannot be read
 */
export function condition(column, wanted, choices) {
  if (!isNumeric(column)) {
    if (choices.includes(wanted)) return (value) => written(column, value) === wanted;
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return (value) => {
      const text = written(column, value).toLowerCase();
      return words.every((word) => text.includes(word));
    };
  }
  const [, least, most] = wanted.match(WITHIN) ?? [];
  if (least !== undefined && most !== undefined) {
    const [from, to] = [numberOf(least, column.as), numberOf(most, column.as)];
    if (from === null || to === null) return null;
    return (value) => typeof value === 'number' && value >= from && value <= to;
  }
  const [, sign = '>=', text = ''] = wanted.trim().match(BESIDE) ?? [];
  const limit = numberOf(text, column.as);
  if (limit === null) return null;
  const holds = BESIDES[sign] ?? ((/** @type {number} */ value) => value >= limit);
  return (value) => typeof value === 'number' && holds(value, limit);
}

/**
 * The rows that fit, in the order that is asked; where nothing stands, last. A filter that cannot be read leaves all.
 * @template R @param {readonly R[]} rows @param {readonly Column<R>[]} columns @param {Asked} asked
 * @returns {{found: R[], unread: string[]}} `unread`: why filters could not be read
 */
export function arranged(rows, columns, { order, isBack, filters }) {
  let found = [...rows];
  /** @type {string[]} */
  const unread = [];
  for (const column of columns) {
    const wanted = filters.get(column.key);
    if (!wanted) continue;
    const fits = condition(column, wanted, choicesOf(column, rows));
    if (fits) found = found.filter((row) => fits(column.of(row)));
    else unread.push(t('table.unread', { filter: wanted, column: column.label }));
  }
  const by = columns.find((each) => each.key === order && each.sorts !== false);
  if (by) {
    const values = new Map(found.map((row) => [row, by.of(row)]));
    const isEmpty = (/** @type {Value} */ value) => value == null || value === '';
    const { compare } = collator();
    found.sort((a, b) => {
      const [one, other] = [values.get(a), values.get(b)];
      if (isEmpty(one) || isEmpty(other)) return Number(isEmpty(one)) - Number(isEmpty(other));
      const less =
        typeof one === 'number' && typeof other === 'number' ? one - other : compare(String(one), String(other));
      return isBack ? -less : less;
    });
  }
  return { found, unread };
}

/** Few: a table of rows as they are drawn, for what is read rather than worked with. */
import { plainNumber } from './columns.js';
import { table } from './table.js';

/** @typedef {import('./columns.js').Drawn} Drawn */

/**
 * A few rows as they are drawn: what stands in a cell is told by its text.
 * @param {{caption: string, head: [label: string, isNumber?: boolean][], rows: Drawn[][], className?: string}} given
 */
export function Table({ caption, head, rows, className = '' }) {
  return table({
    caption,
    className,
    rows,
    columns: head.map(([label, isNumber = false], at) => {
      const read = isNumber ? numbersIn(rows.map((row) => textOf(row[at]))) : null;
      return {
        key: String(at),
        label,
        isNumber,
        sorts: !isNumber || read !== null,
        of: (/** @type {Drawn[]} */ row) => {
          const text = textOf(row[at]);
          return read ? (read.get(text) ?? null) : text === '–' ? '' : text;
        },
        shown: (/** @type {Drawn[]} */ row) => row[at],
      };
    }),
  });
}

/**
 * The numbers that texts are, where each is one as the language writes it; null where one is not.
 * @param {string[]} texts
 */
function numbersIn(texts) {
  /** @type {Map<string, number | null>} */
  const found = new Map();
  for (const text of texts) {
    const value = plainNumber(text);
    if (value === null && text !== '' && text !== '–') return null;
    found.set(text, value);
  }
  return found;
}

/**
 * The text of what is drawn; a component tells its own by `says`.
 * @param {Drawn} drawn
 * @returns {string}
 */
function textOf(drawn) {
  if (drawn == null || typeof drawn === 'boolean') return '';
  if (Array.isArray(drawn)) return drawn.map(textOf).join('').trim();
  if (typeof drawn !== 'object' || !('props' in drawn)) return String(drawn);
  const { type, props } = drawn;
  if (typeof type === 'string') return textOf(props.children).trim();
  return 'says' in type ? /** @type {{says: (given: any) => string}} */ (type).says(props) : '';
}

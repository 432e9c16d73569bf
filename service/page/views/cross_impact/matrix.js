/** Matrix: what each item does to each other one, coloured, with its number; moved through and scored by keys. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { number, t, within } from '../../words.js';

/** @typedef {import('./round.js').Cell} Cell */
/** @typedef {import('./round.js').Item} Item */
/** @typedef {{source: string, target: string}} Pair */

const STRONGEST = 3;

/** The colour of a value: h for help, n for harm. @param {number | null} value */
export function shade(value) {
  const step = Math.min(STRONGEST, Math.round(Math.abs(value ?? 0)));
  return step ? (Number(value) > 0 ? `h${step * 2}` : `n${step}`) : '';
}

/** A score with its sign. @param {number | null | undefined} value @param {number} [digits] */
export const signed = (value, digits = 1) => (value && value > 0 ? `+${number(value, digits)}` : number(value, digits));

/**
 * @param {{items: readonly Item[], cellOf: (source: string, target: string) => Cell | undefined,
 *   ownOf: (source: string, target: string) => number | null, picked: Pair | null, onPick: (pair: Pair) => void,
 *   onScore: ((pair: Pair, score: number | null) => void) | null}} given `onScore`: null where nothing may be scored
 */
export function Matrix({ items, cellOf, ownOf, picked, onPick, onScore }) {
  const table = useRef(/** @type {HTMLTableElement | null} */ (null));
  const [at, move] = useState(/** @type {[number, number]} */ ([0, 1]));
  const minus = useRef(false);
  const to = (/** @type {number} */ row, /** @type {number} */ column) => {
    move([row, column]);
    const button = table.current?.rows[row + 1]?.cells[column + 1]?.querySelector('button');
    button?.focus();
  };
  /** The next place in a direction that is no item by itself; the same one at the edge. */
  const step = (/** @type {number} */ down, /** @type {number} */ right) => {
    let [row, column] = [at[0] + down, at[1] + right];
    if (row === column) [row, column] = [row + down, column + right];
    if (row >= 0 && column >= 0 && row < items.length && column < items.length) to(row, column);
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Partial<Record<string, [number, number]>>} */
    const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const [source, target] = [items[at[0]]?.localId ?? '', items[at[1]]?.localId ?? ''];
    const way = ways[event.key];
    if (way) step(...way);
    else if (onScore && event.key === '-') minus.current = true;
    else if (onScore && event.key === '+') minus.current = false;
    else if (onScore && /^[0-3]$/.test(event.key)) {
      const score = Number(event.key) * (minus.current ? -1 : 1);
      minus.current = false;
      onScore({ source, target }, score || 0);
    } else if (onScore && ['Delete', 'Backspace'].includes(event.key)) onScore({ source, target }, null);
    else return;
    event.preventDefault();
  };
  return html`
    <div class="scroll heat-scroll" role="region" aria-label=${t('cross.matrix')}>
      <table class="heat impact" ref=${table} onKeyDown=${press}>
        <caption class="unseen">${t('cross.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">${t('cross.corner')}</th>
            ${items.map(
              ({ name }, column) => html`
                <th scope="col" title=${name}>${number(column + 1)}<span class="unseen">. ${name}</span></th>
              `,
            )}
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (source, row) => html`
              <tr>
                <th scope="row"><span class="wide">${number(row + 1)}. ${source.name}</span></th>
                ${items.map((target, column) => {
                  const cell = cellOf(source.localId, target.localId);
                  if (!cell) return html`<td class="self"></td>`;
                  const own = ownOf(source.localId, target.localId);
                  const isPicked = picked?.source === source.localId && picked.target === target.localId;
                  return html`
                    <td class=${shade(cell.value)} data-agreement=${cell.agreement}>
                      <button
                        type="button"
                        tabindex=${at[0] === row && at[1] === column ? 0 : -1}
                        aria-pressed=${isPicked ? 'true' : 'false'}
                        title=${`${source.name} → ${target.name}`}
                        onFocus=${() => {
                          minus.current = false;
                          move([row, column]);
                        }}
                        onClick=${() => onPick({ source: source.localId, target: target.localId })}
                      >
                        <span class="unseen">${says(source, target, cell, own)}</span>
                        <span class=${`shown ${isProposed(cell) ? 'proposed' : ''}`} aria-hidden="true">
                          ${signed(cell.value)}
                        </span>
                        ${own !== null && html`<small aria-hidden="true">${signed(own)}</small>`}
                        ${mark(cell) && html`<b aria-hidden="true">${mark(cell)}</b>`}
                      </button>
                    </td>
                  `;
                })}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** Whether what counts was only proposed. @param {Cell} cell */
const isProposed = ({ value, mean }) => value !== null && mean === null;

/** @type {Partial<Record<Cell['agreement'], string>>} */
const MARKS = { DIFFERING: '≠', DISPUTED: '≠≠' };

/** What marks that judges do not agree. @param {Cell} cell */
export const mark = ({ agreement }) => MARKS[agreement] ?? '';

/** @param {Item} source @param {Item} target @param {Cell} cell @param {number | null} own */
function says(source, target, cell, own) {
  const value =
    cell.value === null
      ? t('cross.cell.empty')
      : t(isProposed(cell) ? 'cross.cell.proposed' : 'cross.cell.scored', {
          value: signed(cell.value),
          count: number(cell.scoreCount),
          agreement: within('ImpactAgreement', cell.agreement),
        });
  const mine = own === null ? '' : t('cross.cell.own', { value: signed(own) });
  return `${source.name} → ${target.name}: ${value} ${mine}`.trim();
}

/** Heatmap: rows and columns with a colour for how much there is; a table that can be read and pressed. */
import { html } from './vendor/preact.js';

const STEPS = 6;

/** @typedef {import('./pieces.js').Drawn} Drawn */
/**
 * @typedef {{value: number | null, text: string, says: string}} Cell what stands in a cell; `value` is null for a gap
 */

/**
 * @param {{caption: string, corner: string, columns: {key: string, label: Drawn}[],
 *   rows: {key: string, label: Drawn}[], cell: (row: string, column: string) => Cell | null,
 *   onPick: (row: string, column: string) => void,
 *   foot?: {label: string, cell: (column: string) => string} | null}} given `foot`: what stands under each column
 */
export function Heatmap({ caption, corner, columns, rows, cell, onPick, foot = null }) {
  const lines = rows.map((row) => ({
    row,
    cells: columns.map((column) => ({ column, found: cell(row.key, column.key) })),
  }));
  const most = Math.max(1, ...lines.flatMap(({ cells }) => cells.map(({ found }) => found?.value ?? 0)));
  const step = (/** @type {number} */ value) =>
    value > 0 ? Math.max(1, Math.round(Math.sqrt(value / most) * STEPS)) : 0;
  return html`
    <div class="scroll heat-scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="heat">
        <caption class="unseen">${caption}</caption>
        <thead>
          <tr><th scope="col">${corner}</th>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}</tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ row, cells }) => html`
              <tr>
                <th scope="row">${row.label}</th>
                ${cells.map(({ column, found }) => {
                  if (!found?.text) return html`<td></td>`;
                  return html`
                    <td class=${found.value === null ? 'hgap' : `h${step(found.value)}`}>
                      <button
                        type="button"
                        title=${found.says}
                        aria-label=${found.says}
                        onClick=${() => onPick(row.key, column.key)}
                      >
                        ${found.text}
                      </button>
                    </td>
                  `;
                })}
              </tr>
            `,
          )}
        </tbody>
        ${
          foot &&
          html`
            <tfoot>
              <tr>
                <th scope="row">${foot.label}</th>
                ${columns.map((column) => html`<td>${foot.cell(column.key)}</td>`)}
              </tr>
            </tfoot>
          `
        }
      </table>
    </div>
  `;
}

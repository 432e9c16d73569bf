/** Heatmap: rows and columns with a colour for how much there is; a table that can be read and pressed. */
import { html } from './vendor/preact.js';

const STEPS = 6;

/**
 * @param {{caption: string, corner: string, columns: {key: string, label: unknown}[],
 *   rows: {key: string, label: unknown, group?: string}[],
 *   cell: (row: string, column: string) => {value: number, text: string, says: string} | null,
 *   onPick?: (row: string, column: string) => void}} given
 */
export function Heatmap({ caption, corner, columns, rows, cell, onPick }) {
  const values = rows.flatMap((row) => columns.map((column) => cell(row.key, column.key)?.value ?? 0));
  const most = Math.max(1, ...values);
  const step = (/** @type {number} */ value) => (value > 0 ? Math.max(1, Math.round(Math.sqrt(value / most) * STEPS)) : 0);
  return html`<div class="scroll heat-scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="heat">
      <caption class="unseen">${caption}</caption>
      <thead><tr><th scope="col">${corner}</th>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>
        <th scope="row">${row.label}</th>
        ${columns.map((column) => {
          const found = cell(row.key, column.key);
          const says = found?.says ?? '';
          return html`<td class=${found ? (found.value === undefined ? 'hgap' : `h${step(found.value)}`) : ''}>
            ${onPick && found?.value !== undefined
              ? html`<button type="button" title=${says} aria-label=${says} onClick=${() => onPick(row.key, column.key)}>${found.text}</button>`
              : html`<span title=${says}>${found?.text ?? ''}</span>`}</td>`;
        })}
      </tr>`)}</tbody>
    </table>
  </div>`;
}

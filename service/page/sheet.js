/** Sheet: the rows of a table as people take them along: copied, as CSV, or as a workbook that the service makes. */
import { headers } from './api.js';
import { renew } from './issuer.js';
import { download } from './save.js';
import { language, t } from './words.js';

/** @typedef {import('./columns.js').Value} Value */
/** @typedef {{label: string, as?: import('./columns.js').As}} Heading */
/** @typedef {{name: string, headings: readonly Heading[], rows: readonly Value[][]}} Sheet what is taken along */

/** A text that no spreadsheet takes for a formula, nor its full-width forms (`graph/export/text.py`). */
const plain = (/** @type {string} */ text) =>
  /^[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;

/**
 * A value as a spreadsheet of this language reads it: numbers without grouping, shares as per cent.
 * @param {Heading} heading
 * @param {Value} value
 */
function bare(heading, value) {
  if (value == null) return '';
  if (typeof value !== 'number') return plain(String(value));
  const text = heading.as === 'share' ? `${Number((value * 100).toFixed(2))}%` : String(value);
  return language() === 'en' ? text : text.replace('.', ',');
}

/** A sheet as lines of cells. @param {Sheet} sheet */
const lines = ({ headings, rows }) => [
  headings.map(({ label }) => plain(label)),
  ...rows.map((row) => row.map((value, at) => bare(headings[at] ?? { label: '' }, value))),
];

/** A sheet as CSV, parted by semicolons as spreadsheets of our readers expect it. @param {Sheet} sheet */
export const csvOf = (sheet) =>
  lines(sheet)
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
    .join('\r\n');

/** A sheet as it is pasted into a spreadsheet. @param {Sheet} sheet */
export const pastedOf = (sheet) =>
  lines(sheet)
    .map((cells) => cells.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');

/** A sheet as it is pasted into what knows tables. @param {Sheet} sheet */
function htmlOf(sheet) {
  const made = document.createElement('table');
  for (const cells of lines(sheet)) {
    const row = made.insertRow();
    for (const text of cells) row.insertCell().textContent = text;
  }
  return made.outerHTML;
}

/** Save a sheet as CSV. @param {Sheet} sheet */
export const saveCsv = (sheet) =>
  download(new Blob([`\ufeff${csvOf(sheet)}`], { type: 'text/csv' }), `${sheet.name}.csv`);

/**
 * Copy a sheet, for spreadsheets and for documents; over plain http browsers have only the older way.
 * @param {Sheet} sheet
 * @returns {boolean} whether it was copied
 */
export function copy(sheet) {
  const give = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData('text/plain', pastedOf(sheet));
    event.clipboardData?.setData('text/html', htmlOf(sheet));
    event.preventDefault();
  };
  const chosen = document.getSelection();
  chosen?.selectAllChildren(document.querySelector('h1') ?? document.body);
  document.addEventListener('copy', give, { once: true });
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', give);
  chosen?.removeAllRanges();
  return isDone;
}

/**
 * Save a sheet as a workbook.
 * @param {Sheet} sheet
 * @returns {Promise<string>} why it did not come, else nothing
 */
export async function saveBook({ name, headings, rows }) {
  try {
    await renew();
    const answer = await fetch('sheet', {
      method: 'POST',
      headers: { ...headers('*/*'), 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        headings: headings.map(({ label, as = 'text' }) => ({ label, kind: as })),
        rows: rows.map((row) => row.map((value) => value ?? null)),
      }),
    });
    if (!answer.ok) {
      const said = await answer.json().catch(() => null);
      return said?.errors?.[0]?.message ?? t('problem.server', { status: answer.status });
    }
    download(await answer.blob(), `${name}.xlsx`);
    return '';
  } catch {
    return t('problem.offline');
  }
}

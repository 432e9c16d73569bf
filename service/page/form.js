/** Form: a few fields and one button, kept while they are typed; what went wrong stands above the button. */
import { html, useState } from './vendor/preact.js';
import { useDoing } from './deed.js';
import { useDraft } from './draft.js';

/** @typedef {import('./draft.js').Written} Written */

/** What stands in a form; a box that is not ticked is empty. @param {HTMLFormElement} form @returns {Written} */
function read(form) {
  const boxes = [...form.querySelectorAll('input[type=checkbox]')].map((each) => [each.getAttribute('name'), '']);
  return { ...Object.fromEntries(boxes), .../** @type {Written} */ (Object.fromEntries(new FormData(form))) };
}

/**
 * @param {{subject: string, first: Written, button: string, main?: boolean, className?: string,
 *   save: (written: Written) => Promise<import('./draft.js').Became & {wrong: string}>,
 *   children: (written: Written) => import('./pieces.js').Drawn}} given `subject`: what is written about
 */
export function Form({ subject, first, button, main = false, className = 'stack', save, children }) {
  const [problem, set] = useState('');
  const { written, write, after } = useDraft(subject, first);
  const doing = useDoing();
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const became = await save(written);
    set(became.wrong);
    after(became);
  };
  return html`
    <form
      class="${className} noprint"
      onInput=${(/** @type {Event & {currentTarget: HTMLFormElement}} */ event) => write(read(event.currentTarget))}
      onSubmit=${send}
    >
      ${children(written)}
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p><button type="submit" class=${main ? 'main' : ''} disabled=${doing}>${button}</button></p>
    </form>
  `;
}

/** A line to fill in. @param {{name: string, label: string, value?: string, [more: string]: unknown}} given */
export const Line = ({ name, label, value = '', ...more }) => html`
  <label class="field"><span>${label}</span><input name=${name} value=${value} ...${more} /></label>
`;

/** Some lines to fill in. @param {{name: string, label: string, value?: string, [more: string]: unknown}} given */
export const Lines = ({ name, label, value = '', ...more }) => html`
  <label class="field">
    <span>${label}</span><textarea name=${name} rows="2" maxlength="10000" value=${value} ...${more}></textarea>
  </label>
`;

/**
 * One of some values.
 * @param {{name: string, label: string, value?: string, none?: string, options: [key: string, said: string][],
 *   required?: boolean}} given
 */
export const Select = ({ name, label, value = '', none, options, required = false }) => html`
  <label class="field">
    <span>${label}</span>
    <select name=${name} value=${value} required=${required}>
      ${none !== undefined && html`<option value="">${none}</option>`}
      ${options.map(([key, said]) => html`<option value=${key} selected=${key === value}>${said}</option>`)}
    </select>
  </label>
`;

/** A box to tick. @param {{name: string, label: string, value?: string}} given */
export const Box = ({ name, label, value = '' }) => html`
  <label class="check"><input type="checkbox" name=${name} value="1" checked=${!!value} /><span>${label}</span></label>
`;

/** The names in a line, between commas or spaces. @param {string | undefined} line */
export const namesIn = (line) => (line ?? '').split(/[,;\s]+/).filter(Boolean);

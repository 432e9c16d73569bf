/**
 * Finder: the field in the head of the page that finds everything; the key `/` brings one there. What finds is loaded
 * when one comes to the field.
 */
import { html, useLayoutEffect, useState } from './vendor/preact.js';
import { go } from './address.js';
import { t, whole } from './words.js';

const FIELD = 'cari-semua';
/** Where keys are typed rather than pressed. */
const TYPED_IN = 'input, textarea, select, [contenteditable], dialog';
const field = () => /** @type {HTMLInputElement | null} */ (document.getElementById(FIELD));

/** Bring one to the field when the key is pressed outside of what is typed in. @param {KeyboardEvent} event */
function come(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest(TYPED_IN)) return;
  event.preventDefault();
  field()?.focus();
  field()?.select();
}

/** Go to what a text names, or show all that it finds. @param {string} text */
const show = (text) => go({ view: 'cari', asked: { cari: text, langsung: 1 } });

/**
 * @typedef {{Combobox: typeof import('./combobox.js').Combobox, finding: typeof import('./finding.js'),
 *   begun: string | undefined}} Tool what finds, and what was typed until it came
 */

/** @param {{plan: {slug: string}}} given */
export function Finder({ plan: { slug } }) {
  const [tool, set] = useState(/** @type {Tool | null} */ (null));
  useLayoutEffect(() => {
    addEventListener('keydown', come);
    return () => removeEventListener('keydown', come);
  }, []);
  const load = async () => {
    const [{ Combobox }, finding] = await Promise.all([import('./combobox.js'), import('./finding.js'), whole()]);
    const begun = field() === document.activeElement ? field()?.value : undefined;
    set((was) => was ?? { Combobox, finding, begun });
  };
  if (!tool)
    return html`
      <div class="picker finder">
        <label class="field grow">
          <span><span class="unseen">${t('find')}</span></span>
          <input
            id=${FIELD}
            type="search"
            role="combobox"
            aria-expanded="false"
            aria-keyshortcuts="/"
            autocomplete="off"
            placeholder=${t('find.hint')}
            onFocus=${load}
            onKeyDown=${(/** @type {KeyboardEvent & {currentTarget: HTMLInputElement}} */ event) => {
              const text = event.currentTarget.value.trim();
              if (event.key === 'Enter' && text) show(text);
            }}
          />
        </label>
      </div>
    `;
  return html`
    <${tool.Combobox}
      id=${FIELD}
      className="finder"
      label=${html`<span class="unseen">${t('find')}</span>`}
      hint=${t('find.hint')}
      keyName="/"
      begun=${tool.begun}
      find=${async (/** @type {string} */ text, /** @type {AbortSignal} */ signal) =>
        tool.finding.optionsOf(await tool.finding.found(slug, text, { signal }))}
      onPick=${(/** @type {import('./combobox.js').Option} */ option) => {
        location.hash = option.to ?? '';
      }}
      onText=${show}
    />
  `;
}

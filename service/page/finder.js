/** Finder: the field in the head of the page that finds everything; the key `/` brings one there. */
import { html, useEffect } from './vendor/preact.js';
import { go } from './address.js';
import { Combobox } from './combobox.js';
import { found, optionsOf } from './finding.js';
import { t } from './words.js';

const FIELD = 'cari-semua';
/** Where keys are typed rather than pressed. */
const TYPED_IN = 'input, textarea, select, [contenteditable], dialog';

/** Bring one to the field when the key is pressed outside of what is typed in. @param {KeyboardEvent} event */
function come(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest(TYPED_IN)) return;
  event.preventDefault();
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(FIELD));
  field?.focus();
  field?.select();
}

/** @param {{plan: {slug: string}}} given */
export function Finder({ plan: { slug } }) {
  useEffect(() => {
    addEventListener('keydown', come);
    return () => removeEventListener('keydown', come);
  }, []);
  return html`
    <${Combobox}
      id=${FIELD}
      className="finder"
      label=${html`<span class="unseen">${t('find')}</span>`}
      hint=${t('find.hint')}
      keyName="/"
      find=${async (/** @type {string} */ text, /** @type {AbortSignal} */ signal) =>
        optionsOf(await found(slug, text, { signal }))}
      onPick=${(/** @type {import('./combobox.js').Option} */ option) => {
        location.hash = option.to ?? '';
      }}
      onText=${(/** @type {string} */ text) => go({ view: 'cari', asked: { cari: text } })}
    />
  `;
}

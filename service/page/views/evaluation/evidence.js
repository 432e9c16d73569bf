/** Evidence: files that prove an answer. A file stays where it is; only its name, size, SHA-256 and place are kept. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { number, t } from '../../words.js';

/** @typedef {{name: string, size: number | null, sha256: string, place: string}} File_ */

/** The SHA-256 of a file; '' where the page comes over plain http, which has none. @param {File} file */
async function digestOf(file) {
  if (!crypto.subtle) return '';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...digest].map((each) => each.toString(16).padStart(2, '0')).join('');
}

/** @param {{evidence: readonly File_[], onChange: (now: File_[]) => void}} given */
export function Evidence({ evidence, onChange }) {
  const chosen = useRef(/** @type {HTMLInputElement | null} */ (null));
  const place = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [problem, set] = useState('');
  const add = async () => {
    const file = chosen.current?.files?.[0];
    const lies = place.current?.value.trim();
    if (!file || !lies) return set(t('evaluation.evidence.needed'));
    const sha256 = await digestOf(file);
    if (!sha256) return set(t('evaluation.evidence.http'));
    if (evidence.some((each) => each.sha256 === sha256)) return set(t('evaluation.evidence.twice'));
    onChange([...evidence, { name: file.name, size: file.size, sha256, place: lies }]);
    set('');
    if (chosen.current) chosen.current.value = '';
  };
  return html`
    <fieldset class="columns">
      <legend>${t('evaluation.evidence')} <span class="note">${t('evaluation.evidence.note')}</span></legend>
      <ul class="plain-list">
        ${evidence.map(
          (each) => html`
            <li key=${each.sha256}>
              ${each.name}, ${t('evaluation.bytes', { size: number(each.size) })}, ${each.place}
              ${' '}
              <button
                type="button"
                class="quiet"
                onClick=${() => onChange(evidence.filter(({ sha256 }) => sha256 !== each.sha256))}
              >
                ${t('evaluation.evidence.remove', { name: each.name })}
              </button>
            </li>
          `,
        )}
      </ul>
      <div class="bar">
        <label class="field grow">
          <span>${t('evaluation.evidence.file')}</span><input type="file" ref=${chosen} />
        </label>
        <label class="field grow"><span>${t('evaluation.evidence.place')}</span><input ref=${place} /></label>
        <button type="button" onClick=${add}>${t('evaluation.evidence.add')}</button>
      </div>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    </fieldset>
  `;
}

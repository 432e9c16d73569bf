/** Aside: the form with which a finding or a whole rule is set aside, with a reason and until a day. */
import { html, useRef, useState } from '../vendor/preact.js';
import { Panel } from '../pieces.js';
import { t } from '../words.js';

const DAYS = 180;
const dayIn = (/** @type {number} */ days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** @typedef {import('../vendor/preact.js').ComponentChildren} Drawn */
/**
 * @param {{title: string, until: string, endless?: boolean, save: (reason: string, expires: string) => Promise<string>, onClose: () => void, children?: Drawn}} given
 *   `endless`: the day may be left out; `save` gives what went wrong, or nothing
 */
export function SetAside({ title, until, endless = false, save, onClose, children }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [problem, set] = useState('');
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (form.current));
    const wrong = await save(String(given.get('reason')).trim(), String(given.get('expires')));
    set(wrong);
    if (!wrong) onClose();
  };
  return html`<${Panel} title=${title} onClose=${onClose}><form ref=${form} class="stack" onSubmit=${send}>
    ${children}
    <label class="field"><span>${t('reason')}</span><textarea name="reason" rows="3" required maxlength="2000"></textarea></label>
    <label class="field"><span>${until}</span><input type="date" name="expires" required=${!endless} min=${dayIn(0)} value=${endless ? '' : dayIn(DAYS)} /></label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <p><button type="submit" class="main">${title}</button></p></form><//>`;
}

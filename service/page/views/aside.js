/** Aside: the form with which a finding or a whole rule is set aside, with a reason and until a day. */
import { html, useState } from '../vendor/preact.js';
import { useDoing } from '../deed.js';
import { useDraft } from '../draft.js';
import { Panel } from '../pieces.js';
import { t } from '../words.js';

const DAYS = 180;
const dayIn = (/** @type {number} */ days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** @typedef {import('../vendor/preact.js').ComponentChildren} Drawn */
/**
 * @param {{title: string, subject: string, until: string, endless?: boolean,
 *   save: (reason: string, expires: string) => Promise<import('../draft.js').Became & {wrong: string}>,
 *   onClose: () => void, children?: Drawn}} given
 *   `subject`: the rule or the finding, for what is typed; `endless`: the day may be left out
 */
export function SetAside({ title, subject, until, endless = false, save, onClose, children }) {
  const [problem, set] = useState('');
  const { written, keep, after } = useDraft(`aside/${subject}`, { reason: '', expires: endless ? '' : dayIn(DAYS) });
  const doing = useDoing();
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const became = await save(written.reason?.trim() ?? '', written.expires ?? '');
    set(became.wrong);
    after(became);
    if (became.payload) onClose();
  };
  return html`
    <${Panel} title=${title} onClose=${onClose}>
      <form class="stack" onInput=${keep} onSubmit=${send}>
        ${children}
        <label class="field">
          <span>${t('reason')}</span>
          <textarea name="reason" rows="3" required maxlength="2000" value=${written.reason}></textarea>
        </label>
        <label class="field">
          <span>${until}</span>
          <input type="date" name="expires" required=${!endless} min=${dayIn(0)} value=${written.expires} />
        </label>
        ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
        <p><button type="submit" class="main" disabled=${doing}>${title}</button></p>
      </form>
    <//>
  `;
}

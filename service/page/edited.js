/** Edited: the last edit that was made on the page, told in a sentence, with the button that takes it back. */
import { html, useLayoutEffect, useState } from './vendor/preact.js';
import { href } from './address.js';
import { useDoing } from './deed.js';
import { undo } from './undo.js';
import { number, t } from './words.js';

/** @typedef {import('./shell.js').PlanName} PlanName */
/** @typedef {{plan: PlanName, revision: number, told: string, isUndone?: boolean}} Made */

/** The latest revision of a plan that this page has seen or made. @type {Map<string, number>} */
const latest = new Map();

export const made = {
  /** Say what was made. @param {Made} what */
  tell(what) {
    latest.set(what.plan.slug, what.revision);
    dispatchEvent(new CustomEvent('sinergi:edited', { detail: what }));
  },
  /** The latest revision of a plan that has been seen or made here. @param {PlanName} plan */
  revision: (plan) => Math.max(plan.revision, latest.get(plan.slug) ?? 0),
};

/** @param {{plan: PlanName}} given */
export function Edited({ plan }) {
  const [last, set] = useState(/** @type {Made | null} */ (null));
  const [problem, tell] = useState('');
  const doing = useDoing();
  latest.set(plan.slug, made.revision(plan));
  useLayoutEffect(() => {
    const follow = (/** @type {Event} */ event) => {
      set(/** @type {CustomEvent<Made>} */ (event).detail);
      tell('');
    };
    const drop = (/** @type {Event} */ event) =>
      set((was) => (was?.revision === /** @type {CustomEvent<number>} */ (event).detail ? null : was));
    addEventListener('sinergi:edited', follow);
    addEventListener('sinergi:undone', drop);
    return () => {
      removeEventListener('sinergi:edited', follow);
      removeEventListener('sinergi:undone', drop);
    };
  }, []);
  if (last?.plan.slug !== plan.slug) return html`<div role="status"></div>`;
  const back = async () => {
    const told = t('edit.undone', { told: last.told });
    const { payload, wrong } = await undo({ plan: plan.slug, revision: last.revision, reason: told });
    tell(wrong);
    if (payload?.revision) made.tell({ plan, revision: payload.revision, told, isUndone: true });
  };
  return html`
    <div class="waiting noprint" role="status">
      <div class="notice good">
        <p>
          ${last.told}. <a href=${href({ view: 'riwayat', id: String(last.revision) })}>
            ${t('revision.number', { revision: number(last.revision) })}
          </a>
          ${problem && html`<span class="wrong" role="alert">${problem}</span>`}
        </p>
        ${!last.isUndone && html`<button type="button" disabled=${doing} onClick=${back}>${t('edit.undo')}</button>`}
        <button type="button" class="quiet" onClick=${() => set(null)}>${t('close')}</button>
      </div>
    </div>
  `;
}

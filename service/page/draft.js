/**
 * Draft: what is being typed, kept as long as the tab: it outlives signing in again, another language, other views and
 * a reload.
 */
import { useState } from './vendor/preact.js';

/** @typedef {Record<string, string>} Written what stands in a form, by the names of its fields */

/**
 * What is typed in a form, by its subject.
 * @param {string} subject what is written about; a form of another subject needs a `key` of its own
 * @param {Written} first what stands in the form before anything is typed
 */
export function useDraft(subject, first) {
  const name = `sinergi.draft.${subject}`;
  const [written, set] = useState(
    () => /** @type {Written} */ ({ ...first, ...JSON.parse(sessionStorage.getItem(name) ?? '{}') }),
  );
  const write = (/** @type {Written} */ more) => {
    const now = { ...written, ...more };
    set(now);
    sessionStorage.setItem(name, JSON.stringify(now));
  };
  return {
    written,
    write,
    /** For the form's `onInput`. @param {Event & {currentTarget: HTMLFormElement}} event */
    keep: (event) => write(/** @type {Written} */ (Object.fromEntries(new FormData(event.currentTarget)))),
    /** Sent, or not wanted any more. */
    drop: () => {
      set(first);
      sessionStorage.removeItem(name);
    },
  };
}

/**
 * Draft: what is being typed, kept in the browser under the person's name until it is sent: it outlives signing out,
 * another language, other views, a reload and a closed tab, and is given back to nobody else.
 */
import { useLayoutEffect, useState } from './vendor/preact.js';
import { token } from './token.js';
import { unsent } from './unsent.js';

/** @typedef {Record<string, string>} Written what stands in a form, by the names of its fields */
/** @typedef {{payload: unknown, unsent?: string}} Became what became of what was written, as `act` says it */

/**
 * What is typed in a form, by its subject.
 * @param {string} subject what is written about; a form of another subject needs a `key` of its own
 * @param {Written} first what stands in the form before anything is typed
 */
export function useDraft(subject, first) {
  const [person] = useState(token.person);
  const name = `sinergi.draft.${encodeURIComponent(person ?? '')}.${subject}`;
  const [written, set] = useState(
    () => /** @type {Written} */ ({ ...first, ...JSON.parse(localStorage.getItem(name) ?? '{}') }),
  );
  const write = (/** @type {Written} */ more) => {
    const now = { ...written, ...more };
    set(now);
    localStorage.setItem(name, JSON.stringify(now));
  };
  const drop = () => {
    set(first);
    localStorage.removeItem(name);
    unsent.dropWritten(name, person);
  };
  useLayoutEffect(() => {
    const follow = (/** @type {Event} */ event) => event instanceof CustomEvent && event.detail === name && set(first);
    addEventListener('sinergi:sent', follow);
    return () => removeEventListener('sinergi:sent', follow);
  }, [name]);
  return {
    written,
    write,
    /** For the form's `onInput`. @param {Event & {currentTarget: HTMLFormElement}} event */
    keep: (event) => write(/** @type {Written} */ (Object.fromEntries(new FormData(event.currentTarget)))),
    /** Not wanted any more. */
    drop,
    /** It was sent: what was done goes, what did not reach the service stays. @param {Became} became */
    after({ payload, unsent: key = '' }) {
      if (payload) drop();
      else if (key) unsent.wrote(key, name, person);
    },
  };
}

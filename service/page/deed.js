/** Deed: does something through a mutation, and says as a sentence why it was not done. */
import { useLayoutEffect, useState } from './vendor/preact.js';
import { forget, problemOf, send } from './api.js';
import { token } from './token.js';
import { unsent } from './unsent.js';

/** @typedef {import('#documents').Refusal} Refusal */
/** @template D, V @typedef {import('#documents').Asked<D, V>} Asked */
/**
 * What became of a deed: its payload where it was done; else why not, and what others did meanwhile where that is why.
 * @template P
 * @typedef {{payload: P | null, wrong: string, conflict: Extract<Refusal, {__typename: 'RevisionConflict'}> | null,
 *   decided: Extract<Refusal, {__typename: 'DecisionConflict'}> | null, unsent?: string}} Outcome `unsent`: its key,
 *   where it may not have reached the service and is kept until it is sent again
 */

/** How long what this tab did itself is no news to it, in milliseconds. */
const FRESH = 5_000;
let done = 0;

/** Whether this tab did something a moment ago: what it shows has been asked anew already. */
export const justDone = () => Date.now() - done < FRESH;

/** An id that nobody else makes; pages that come over plain http have no `randomUUID`. */
export const newId = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join('');

/**
 * How long after it began a deed keeps others from beginning at least, in milliseconds: as long as the second click of
 * two may take.
 */
const TWO_CLICKS = 500;
let doing = 0;

/**
 * Do something while nothing else may be begun on the page.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  const count = (/** @type {number} */ more) => {
    doing += more;
    dispatchEvent(new Event('sinergi:doing'));
  };
  const least = new Promise((pass) => {
    setTimeout(pass, TWO_CLICKS);
  });
  count(1);
  try {
    return await work();
  } finally {
    least.then(() => count(-1));
  }
}

/** Whether something is being done, so that no button may begin another. */
export function useDoing() {
  const [is, set] = useState(doing > 0);
  useLayoutEffect(() => {
    const follow = () => set(doing > 0);
    follow();
    addEventListener('sinergi:doing', follow);
    return () => removeEventListener('sinergi:doing', follow);
  }, []);
  return is;
}

/**
 * What was begun and not answered yet, by all that it asks: its key, and its outcome where it is on its way.
 * @type {Map<string, {key: string, outcome: Promise<any> | null}>}
 */
const begun = new Map();

/** What a request ends with that may not have been heard, or not as who one is: it can be made again as it was. */
const LOST = ['OFFLINE', 'SERVER', 'NOT_SIGNED_IN'];

/**
 * Do something under a key of its own, which stays the same until an answer came: whoever tries again after a lost
 * answer asks for the same thing, and whoever asks twice at once is answered by one.
 * @template T
 * @param {unknown} asked all that is asked
 * @param {(key: string) => Promise<T>} work
 * @param {string} [known] its key where it was begun earlier
 * @returns {Promise<T>}
 */
export function once(asked, work, known) {
  const name = JSON.stringify(asked);
  const deed = begun.get(name) ?? { key: known ?? newId(), outcome: null };
  begun.set(name, deed);
  deed.outcome ??= alone(() => work(deed.key)).then(
    (answer) => {
      begun.delete(name);
      return answer;
    },
    (thrown) => {
      deed.outcome = null;
      throw thrown;
    },
  );
  return deed.outcome;
}

/**
 * Do one thing. What people see is asked anew when it was done; what did not reach the service is kept.
 * @template {Record<string, {errors: readonly Refusal[], revision?: number | null}>} D
 * @template I
 * @param {Asked<D, {input: I}>} mutation with `$input`
 * @param {Omit<I, 'idempotencyKey'>} input
 * @returns {Promise<Outcome<D[keyof D]>>}
 */
export async function act(mutation, input) {
  const person = token.person();
  const place = { title: document.title.replace(/ – Sinergi$/, ''), address: location.hash };
  let key = '';
  try {
    const data = await once(
      [mutation, input],
      (idempotencyKey) => {
        key = idempotencyKey;
        return send(mutation, /** @type {any} */ ({ input: { ...input, idempotencyKey } }));
      },
      unsent.keyOf(mutation, input),
    );
    const outcome = outcomeOf(/** @type {D[keyof D]} */ (Object.values(data)[0]));
    if (outcome.payload) {
      unsent.drop(key);
      done = Date.now();
      forget();
    }
    return outcome;
  } catch (thrown) {
    const { message, code } = problemOf(thrown);
    const isLost = key !== '' && LOST.includes(code);
    if (isLost) unsent.keep({ key, mutation, input, ...place, at: new Date().toISOString() }, person);
    return { payload: null, wrong: message, conflict: null, decided: null, ...(isLost ? { unsent: key } : {}) };
  }
}

/**
 * Send again what did not reach the service; what was written for it is forgotten once it is done.
 * @param {import('./unsent.js').Deed} deed
 */
export async function actAgain({ mutation, input, draft }) {
  const outcome = await act(/** @type {Asked<any, any>} */ (mutation), input);
  if (outcome.payload && draft) {
    localStorage.removeItem(draft);
    dispatchEvent(new CustomEvent('sinergi:sent', { detail: draft }));
  }
  return outcome;
}

/** @template {{errors: readonly Refusal[], revision?: number | null}} P @param {P} payload @returns {Outcome<P>} */
export function outcomeOf(payload) {
  const wrong = payload.errors
    .map((each) => each.message)
    .filter(Boolean)
    .join(' ');
  const conflict = payload.errors.find((each) => each.__typename === 'RevisionConflict') ?? null;
  const decided = payload.errors.find((each) => each.__typename === 'DecisionConflict') ?? null;
  return { payload: payload.errors.length ? null : payload, wrong, conflict, decided };
}

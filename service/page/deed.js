/** Deed: does something through a mutation, and says as a sentence why it was not done. */
import { forget, problemOf, send } from './api.js';

/** @typedef {import('#documents').Refusal} Refusal */
/** @template D, V @typedef {import('#documents').Asked<D, V>} Asked */
/**
 * What became of a deed: its payload where it was done; else why not, and what others did meanwhile where that is why.
 * @template P @typedef {{payload: P | null, wrong: string, conflict: Extract<Refusal, {__typename: 'RevisionConflict'}> | null,
 *   decided: Extract<Refusal, {__typename: 'DecisionConflict'}> | null}} Outcome
 */

/** How long what this tab did itself is no news to it, in milliseconds. */
const FRESH = 5_000;
let done = 0;

/** Whether this tab did something a moment ago: what it shows has been asked anew already. */
export const justDone = () => Date.now() - done < FRESH;

/** An id that nobody else makes; pages that come over plain http have no `randomUUID`. */
export const newId = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join('');

/**
 * Do one thing. What people see is asked anew when it was done.
 * @template {Record<string, {errors: readonly Refusal[], revision?: number | null}>} D @template I
 * @param {Asked<D, {input: I}>} mutation with `$input` @param {Omit<I, 'idempotencyKey'>} input @returns {Promise<Outcome<D[keyof D]>>}
 */
export async function act(mutation, input) {
  try {
    const given = /** @type {any} */ ({ input: { ...input, idempotencyKey: newId() } });
    const payload = /** @type {D[keyof D]} */ (Object.values(await send(mutation, given))[0]);
    const outcome = outcomeOf(payload);
    if (outcome.payload) { done = Date.now(); forget(); }
    return outcome;
  } catch (thrown) {
    return { payload: null, wrong: problemOf(thrown).message, conflict: null, decided: null };
  }
}

/** @template {{errors: readonly Refusal[], revision?: number | null}} P @param {P} payload @returns {Outcome<P>} */
export function outcomeOf(payload) {
  const wrong = payload.errors.map((each) => each.message).filter(Boolean).join(' ');
  const conflict = payload.errors.find((each) => each.__typename === 'RevisionConflict') ?? null;
  const decided = payload.errors.find((each) => each.__typename === 'DecisionConflict') ?? null;
  return { payload: payload.errors.length ? null : payload, wrong, conflict, decided };
}

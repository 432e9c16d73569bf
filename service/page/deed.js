/** Deed: does something through a mutation, and says as a sentence why it was not done. */
import { forget, send } from './api.js';

/**
 * Do one thing. What people see is asked anew when it was done.
 * @param {string} mutation with `$input` @param {Record<string, unknown>} input
 * @returns {Promise<string>} why it was not done; empty where it was
 */
export async function act(mutation, input) {
  try {
    const [payload] = Object.values(await send(mutation, { input: { ...input, idempotencyKey: crypto.randomUUID?.() } }));
    const wrong = payload.errors.map((each) => each.message).filter(Boolean);
    if (wrong.length) return wrong.join(' ');
    forget();
    return '';
  } catch (problem) {
    return problem.message;
  }
}

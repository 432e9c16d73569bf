/**
 * The client: asks the GraphQL API, keeps answers until the plan changes, and says errors as sentences.
 */
import { useCallback, useLayoutEffect, useState } from './vendor/preact.js';
import { renew } from './issuer.js';
import { AGAIN, BUSY, UNREADY, isWarming } from './ready.js';
import { token } from './token.js';
import { language, spoken, t } from './words.js';

/**
 * Marks a query, so that editors, the tests and the type check find it. Nothing may be inserted into it.
 * @type {import('#documents').Gql}
 */
export const gql = (/** @type {string} */ source) => /** @type {any} */ (source.trim());

/** @template D, V @typedef {import('#documents').Asked<D, V>} Asked */
/** @template V @typedef {import('#documents').Given<V>} Given */

/** What went wrong, as a sentence that says what to do. */
export class Problem extends Error {
  /** @param {string} message @param {string} [code] */
  constructor(message, code = '') {
    super(message);
    this.code = code;
  }
}

/** Anything that was thrown, as a problem. @param {unknown} thrown @returns {Problem} */
export const problemOf = (thrown) => (thrown instanceof Problem ? thrown : new Problem(t('problem.page')));

/**
 * What was asked: its answer, how many wait for it, and how it is stopped.
 * @typedef {{answer: Promise<any>, askers: number, stop: AbortController, done: boolean}} Kept
 */
/** @type {Map<string, Kept>} */
const kept = new Map();

/** Forget all answers: the plan has changed. */
export function forget() {
  kept.clear();
  dispatchEvent(new Event('sinergi:changed'));
}

/**
 * The headers of every request: what is wanted, in which language sentences are read, and who asks.
 * @param {string} accept
 * @returns {Record<string, string>}
 */
export function headers(accept) {
  const bearer = token.get();
  return { accept, 'accept-language': language(), ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
}

let begun = 0;

/** When the first answer came, by the service's clock, in milliseconds: what was done before is in the answers. */
export const begunAt = () => begun;

const JSON_ANSWER = 'application/graphql-response+json, application/json';

/**
 * Send an operation.
 * @template D, V
 * @param {Asked<D, V>} query
 * @param {Given<V>} variables
 * @param {AbortSignal} [signal] stops it
 * @returns {Promise<D>} its data
 */
export async function send(query, variables, signal) {
  return answerOf(await posted(JSON.stringify({ query, variables }), { 'content-type': 'application/json' }, signal));
}

/**
 * Send an operation with files, as the GraphQL multipart request says.
 * @template D, V @param {Asked<D, V>} query @param {Given<V>} variables `null` where a file stands
 * @param {[string, File][]} files each with its path in the variables @returns {Promise<D>} its data
 */
export async function sendFiles(query, variables, files) {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables }));
  form.set('map', JSON.stringify(Object.fromEntries(files.map(([path], at) => [at, [path]]))));
  for (const [at, [, file]] of files.entries()) form.set(String(at), file, file.name);
  return answerOf(await posted(form, {}));
}

/** @param {BodyInit} body @param {Record<string, string>} more headers @param {AbortSignal} [signal] */
async function posted(body, more, signal) {
  try {
    await renew();
    const answer = await fetch('graphql', {
      method: 'POST',
      headers: { ...headers(JSON_ANSWER), 'graphql-require-preflight': '1', ...more },
      body,
      ...(signal ? { signal } : {}),
    });
    begun ||= Date.parse(answer.headers.get('date') ?? '') || Date.now();
    reach(true);
    return answer;
  } catch {
    if (!signal?.aborted) reach(false);
    throw new Problem(t('problem.offline'), 'OFFLINE');
  }
}

let reached = true;

/** Note whether the service answers; the page says so where it changes. @param {boolean} is */
export function reach(is) {
  if (is === reached) return;
  reached = is;
  dispatchEvent(new Event('sinergi:reached'));
}

/** Whether the service answered when it was asked last. */
export const isReached = () => reached;

/** The data of an answer in JSON, or its error thrown. @param {Response} answer @returns {Promise<any>} */
export async function answerOf(answer) {
  const body = await answer.json().catch(() => {
    throw new Problem(t('problem.server', { status: answer.status }), 'SERVER');
  });
  if (answer.status === 401 && token.get()) {
    token.forget();
    dispatchEvent(new CustomEvent('sinergi:sign', { detail: t('sign.refused') }));
    throw new Problem(t('sign.refused'), 'NOT_SIGNED_IN');
  }
  if (body.errors?.length) throw new Problem(body.errors[0].message, body.errors[0].extensions?.code ?? '');
  return body.data;
}

/**
 * Ask a question; the same question is sent once, and stopped when nobody waits for it any more.
 * @template D, V
 * @param {Asked<D, V>} query
 * @param {Given<V>} variables
 * @param {AbortSignal} [signal] says that one does not wait any more
 * @returns {Promise<D>}
 */
export function ask(query, variables, signal) {
  const given = /\$language\b/.test(query) ? { language: spoken(), ...variables } : variables;
  const key = JSON.stringify([query, given]);
  const found = kept.get(key) ?? sent(key, query, given);
  found.askers += 1;
  signal?.addEventListener(
    'abort',
    () => {
      found.askers -= 1;
      if (found.askers || found.done) return;
      found.stop.abort();
      if (kept.get(key) === found) kept.delete(key);
    },
    { once: true },
  );
  return found.answer;
}

/** @param {string} key @param {string} query @param {unknown} given @returns {Kept} */
function sent(key, query, given) {
  const stop = new AbortController();
  /** @type {Kept} */
  const made = { answer: send(query, /** @type {any} */ (given), stop.signal), askers: 0, stop, done: false };
  kept.set(key, made);
  made.answer.then(
    () => {
      made.done = true;
    },
    () => {
      if (kept.get(key) === made) kept.delete(key);
    },
  );
  return made;
}

/**
 * Ask for all pages of a list.
 * @template D, V, N
 * @param {Asked<D, V>} query with `$after`
 * @param {Given<V>} variables
 * @param {(data: D) => {nodes: N[], pageInfo: {hasNextPage: boolean, endCursor: string | null}}} find the connection in
 *   the data
 * @param {AbortSignal} [signal]
 * @returns {Promise<N[]>}
 */
export async function askAll(query, variables, find, signal) {
  const nodes = [];
  for (let after = /** @type {string | null} */ (null); ; ) {
    const list = find(await ask(query, { ...variables, after }, signal));
    signal?.throwIfAborted();
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return nodes;
    after = list.pageInfo.endCursor;
  }
}

/**
 * `coming`: another answer than the one that is shown was asked for.
 * @template T
 * @typedef {{data: T | null, problem: Problem | null, coming: boolean, again: () => void}} Answer
 */

/**
 * Ask by any function, and draw anew when the answer comes; while the same is asked anew, the last answer stays. What
 * is asked no more is stopped.
 * @template T
 * @param {(signal: AbortSignal, onPart: (data: T) => void) => Promise<T>} asking `onPart` shows what comes before the
 *   answer
 * @param {unknown[]} on
 * @param {{stays?: boolean}} [how] `stays`: the last answer stays while something else is asked too
 * @returns {Answer<T>}
 */
export function useAsked(asking, on, { stays = false } = {}) {
  const [state, set] = useState(
    /** @type {{data: T | null, problem: Problem | null, coming: boolean, on: string}} */ ({
      data: null,
      problem: null,
      coming: true,
      on: '',
    }),
  );
  const [turn, turned] = useState(0);
  const now = JSON.stringify(on);
  useLayoutEffect(() => {
    const again = () => turned((n) => n + 1);
    addEventListener('sinergi:changed', again);
    return () => removeEventListener('sinergi:changed', again);
  }, []);
  useLayoutEffect(() => {
    // Before the next frame is drawn, so that a question does not wait for it.
    const { signal, abort } = stopping();
    let timer = 0;
    const before = (/** @type {typeof state} */ was) => (stays || was.on === now ? was.data : null);
    set((was) => ({ data: before(was), problem: null, coming: true, on: now }));
    const show = (/** @type {T} */ data) => signal.aborted || set({ data, problem: null, coming: true, on: now });
    const asked = asking(signal, show).catch((thrown) => {
      // What took too long while much else was done is mostly there the second time.
      if (signal.aborted || problemOf(thrown).code !== 'TIMEOUT') throw thrown;
      return asking(signal, show);
    });
    asked.then(
      (data) => signal.aborted || set({ data, problem: null, coming: false, on: now }),
      async (thrown) => {
        const problem = problemOf(thrown);
        const isEarly = problem.code === BUSY || (UNREADY.includes(problem.code) && (await isWarming()));
        if (signal.aborted) return;
        if (isEarly) timer = setTimeout(() => turned((n) => n + 1), AGAIN);
        else set((was) => ({ data: before(was), problem, coming: false, on: now }));
      },
    );
    return () => {
      clearTimeout(timer);
      abort();
    };
  }, [now, turn]);
  return { ...state, again: useCallback(() => turned((n) => n + 1), []) };
}

/** A signal, and what gives it. */
function stopping() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** Ask one query. @template D, V @param {Asked<D, V>} query @param {Given<V>} variables @returns {Answer<D>} */
export const useAnswer = (query, variables) =>
  useAsked((signal) => ask(query, variables, signal), [query, variables, language()]);

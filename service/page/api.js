/**
 * The client: asks the GraphQL API, keeps answers until the plan changes, and says errors as sentences.
 */
import { useCallback, useEffect, useState } from './vendor/preact.js';
import { language, t } from './words.js';

/** Marks a query, so that editors and the tests find it. Nothing may be inserted into it. */
export const gql = (/** @type {TemplateStringsArray} */ parts) => parts.join('').trim();

/** What went wrong, as a sentence that says what to do. */
export class Problem extends Error {
  /** @param {string} message @param {string} [code] @param {any} [data] what was answered all the same */
  constructor(message, code = '', data = null) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const kept = new Map();

/** Forget all answers: the plan has changed. */
export function forget() {
  kept.clear();
  dispatchEvent(new Event('sinergi:changed'));
}

/** The token that the person signed in with; it lasts as long as the tab. */
export const token = {
  get: () => sessionStorage.getItem('sinergi.token') ?? '',
  set: (/** @type {string} */ value) => (value ? sessionStorage.setItem('sinergi.token', value) : sessionStorage.removeItem('sinergi.token')),
};

/**
 * Send an operation.
 * @param {string} query @param {Record<string, unknown>} [variables] @returns {Promise<any>} its data
 */
export async function send(query, variables = {}) {
  let answer;
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
    if (token.get()) headers.authorization = `Bearer ${token.get()}`;
    answer = await fetch('graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  } catch {
    throw new Problem(t('problem.offline'), 'OFFLINE');
  }
  let body;
  try {
    body = await answer.json();
  } catch {
    throw new Problem(t('problem.server', { status: answer.status }), 'SERVER');
  }
  if (answer.status === 401 && token.get()) {
    token.set('');
    throw new Problem(t('sign.refused'), 'NOT_SIGNED_IN');
  }
  if (body.errors?.length) {
    const [first] = body.errors;
    throw new Problem(first.message, first.extensions?.code ?? '', body.data);
  }
  return body.data;
}

/** Ask a question; the same question is sent once. @param {string} query @param {Record<string, unknown>} [variables] */
export function ask(query, variables = {}) {
  const given = /\$language\b/.test(query) ? { language: language() === 'en' ? 'EN' : 'ID', ...variables } : variables;
  const key = JSON.stringify([query, given]);
  if (!kept.has(key)) {
    const asked = send(query, given);
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
  }
  return kept.get(key);
}

/** Ask for all pages of a list. @param {string} query with `$after` @param {Record<string, unknown>} variables
 * @param {(data: any) => any} find the connection in the data @returns {Promise<any[]>} */
export async function askAll(query, variables, find) {
  const nodes = [];
  for (let after = null; ;) {
    const list = find(await ask(query, { ...variables, after }));
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return nodes;
    after = list.pageInfo.endCursor;
  }
}

/** @typedef {{data: any, problem: Problem | null, again: () => void}} Answer */

/** Ask by any function, and draw anew when the answer comes. @param {() => Promise<any>} asking @param {unknown[]} on @returns {Answer} */
export function useAsked(asking, on) {
  const [state, set] = useState({ data: null, problem: null });
  const [turn, turned] = useState(0);
  useEffect(() => {
    const again = () => turned((n) => n + 1);
    addEventListener('sinergi:changed', again);
    return () => removeEventListener('sinergi:changed', again);
  }, []);
  useEffect(() => {
    let here = true;
    set((was) => ({ data: turn ? was.data : null, problem: null }));
    asking().then((data) => here && set({ data, problem: null }), (problem) => here && set({ data: null, problem }));
    return () => { here = false; };
  }, [...on, turn]);
  return { ...state, again: useCallback(() => turned((n) => n + 1), []) };
}

/** Ask one query. @param {string} query @param {Record<string, unknown>} [variables] @returns {Answer} */
export const useAnswer = (query, variables = {}) => useAsked(() => ask(query, variables), [query, JSON.stringify(variables), language()]);

const ABILITIES = gql`
  query Abilities {
    __schema { mutationType { fields { name } } queryType { fields { name } } }
    plan: __type(name: "Plan") { fields { name } }
    initiative: __type(name: "Initiative") { fields { name } }
  }
`;

/** What this service can do, as `mutation.decideInitiative` or `initiative.comments`. @returns {Promise<Set<string>>} */
export async function abilities() {
  const none = { fields: [] };
  const { __schema: schema, plan, initiative } = await ask(ABILITIES).catch(() => ({ __schema: {} }));
  const named = (/** @type {string} */ kind, /** @type {any} */ type) => (type ?? none).fields.map((each) => `${kind}.${each.name}`);
  return new Set([
    ...named('mutation', schema.mutationType), ...named('query', schema.queryType),
    ...named('plan', plan), ...named('initiative', initiative),
  ]);
}

/** What this service can do; empty until that is known. @returns {Set<string>} */
export function useAbilities() {
  const [found, set] = useState(() => new Set());
  useEffect(() => { abilities().then(set); }, []);
  return found;
}

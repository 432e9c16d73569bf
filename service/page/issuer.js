/**
 * Issuer: signing in at the region's own issuer (OpenID Connect: authorization code with PKCE), and staying signed in.
 */
import { token } from './token.js';

/**
 * @typedef {{issuer: string, clientId: string, scope: string}} Choice where one signs in, as `page/sign-in.json` says
 */
/** @typedef {{authorization_endpoint: string, token_endpoint: string}} Described what the issuer says of itself */
/** @typedef {import('./token.js').Held} Held */
/** @typedef {{state: string, verifier: string, hash: string}} Leaving what is kept while the person is at the issuer */

const LEAVING = 'sinergi.leaving';
/** Renewed when it has less than this left, in milliseconds. */
const EARLY = 30_000;

/** @type {Promise<Choice | null> | null} */
let choosing = null;

/** Where one signs in; null where the service knows of no issuer. @returns {Promise<Choice | null>} */
export const choice = () =>
  (choosing ??= fetch(new URL('sign-in.json', import.meta.url))
    .then((answer) => answer.json())
    .catch(() => null));

/** @param {Choice} chosen @returns {Promise<Described>} */
const described = async ({ issuer }) =>
  (await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)).json();

const text = (/** @type {Uint8Array} */ bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const random = () => text(crypto.getRandomValues(new Uint8Array(32)));
const here = () => `${location.origin}${location.pathname}`;

/**
 * Go to the issuer; the person comes back to what is open now.
 * @returns {Promise<'' | 'sign.insecure' | 'sign.unreachable'>} why that cannot be, as the key of a sentence
 */
export async function leave() {
  if (!globalThis.crypto.subtle) return 'sign.insecure'; // Browsers have it on https and on this machine only.
  try {
    await left();
    return '';
  } catch {
    return 'sign.unreachable';
  }
}

async function left() {
  const chosen = await choice();
  if (!chosen) return;
  const { authorization_endpoint: to } = await described(chosen);
  const leaving = { state: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(LEAVING, JSON.stringify(leaving));
  const challenge = text(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(leaving.verifier))),
  );
  const address = new URL(to);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: chosen.clientId,
    redirect_uri: here(),
    scope: chosen.scope,
    state: leaving.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }))
    address.searchParams.set(name, value);
  location.assign(address);
}

/** Take what the issuer sent back, if it did. @returns {Promise<boolean>} false where it did, but signing in failed */
export async function comeBack() {
  const given = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(LEAVING);
  if (!given.has('state') || !kept) return true;
  /** @type {Leaving} */
  const leaving = JSON.parse(kept);
  sessionStorage.removeItem(LEAVING);
  history.replaceState(null, '', `${here()}${leaving.hash}`);
  if (given.get('state') !== leaving.state || !given.has('code')) return false;
  const became = await asked(
    {
      grant_type: 'authorization_code',
      code: given.get('code') ?? '',
      redirect_uri: here(),
      code_verifier: leaving.verifier,
    },
    token.set,
  );
  return became === 'given';
}

/**
 * Renew a token that is about to end; where that is refused, nobody is signed in any more. While the issuer does not
 * answer the token stays: the service says when it counts no longer.
 */
export async function renew() {
  const held = token.held();
  if (!held?.refresh || !held.until || held.until - Date.now() > EARLY) return;
  const keep = (/** @type {Held} */ newer) => token.renew({ ...newer, name: token.held()?.name });
  renewing ??= asked({ grant_type: 'refresh_token', refresh_token: held.refresh }, keep).finally(() => {
    renewing = null;
  });
  if ((await renewing) === 'refused') token.forget();
}

/** Requests that go out together wait for one renewal. @type {Promise<Became> | null} */
let renewing = null;

/** @typedef {'given' | 'refused' | 'unreachable'} Became what became of asking for a token */

/**
 * Ask the issuer for a token.
 * @param {Record<string, string>} what
 * @param {(held: Held) => void} keep
 * @returns {Promise<Became>}
 */
async function asked(what, keep) {
  const chosen = await choice();
  if (!chosen) return 'unreachable';
  try {
    const { token_endpoint: address } = await described(chosen);
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ ...what, client_id: chosen.clientId }),
    });
    const { access_token: access, id_token: id, expires_in: seconds, refresh_token: refresh } = await answer.json();
    const bearer = isSigned(access) ? access : id;
    if (answer.status >= 500) return 'unreachable';
    if (!answer.ok || !bearer) return 'refused';
    keep({
      bearer,
      ...(seconds ? { until: Date.now() + 1000 * seconds } : {}),
      refresh: refresh ?? what.refresh_token,
    });
    return 'given';
  } catch {
    return 'unreachable';
  }
}

/** Whether it is a signed token (JWT): the service can read no other. @param {unknown} given */
const isSigned = (given) => typeof given === 'string' && given.split('.').length === 3;

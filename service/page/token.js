/** Token: what the person signed in with; the browser's tabs share it, and it ends with the last of them. */

const KEY = 'sinergi.token';
/** Says, and no more than that, that some tab of this browser may be signed in. */
const SOMEWHERE = 'sinergi.signed';
/** How long a tab that opens waits for another's sign-in, in milliseconds. */
const PATIENCE = 300;

/**
 * @typedef {{bearer: string, until?: number, refresh?: string, name?: string}} Held a token; `until` in milliseconds
 *   where it is known, and `name` of the person once the service said it
 */
/** @typedef {{kind: 'ask'} | {kind: 'out'} | {kind: 'held', held: Held}} Told what tabs tell each other */

const tabs = new BroadcastChannel('sinergi');
const tell = (/** @type {Told} */ told) => tabs.postMessage(told);
const signed = () => dispatchEvent(new Event('sinergi:signed'));

/** @returns {Held | null} */
function held() {
  const kept = sessionStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : null;
}

/** @param {Held} value */
const keep = (value) => sessionStorage.setItem(KEY, JSON.stringify(value));

export const token = {
  /** The token, or '' where nobody has signed in. */
  get: () => held()?.bearer ?? '',
  held,
  /** Who signed in: their name, '' where nobody did, null while the service has not said it yet. */
  person() {
    const now = held();
    return now ? (now.name ?? null) : '';
  },
  /** Sign in; the page draws anew for who it is now. @param {Held} value */
  set(value) {
    token.renew(value);
    signed();
  },
  /** Keep a newer token of the same person, or their name. @param {Held} value */
  renew(value) {
    keep(value);
    localStorage.setItem(SOMEWHERE, '1');
    tell({ kind: 'held', held: value });
  },
  /** Forget a token that counts no longer. */
  forget() {
    sessionStorage.removeItem(KEY);
    signed();
  },
  /** Sign out, in all tabs. */
  out() {
    localStorage.removeItem(SOMEWHERE);
    tell({ kind: 'out' });
    token.forget();
  },
};

tabs.addEventListener('message', (/** @type {MessageEvent<Told>} */ { data }) => {
  const own = held();
  if (data.kind === 'ask' && own) tell({ kind: 'held', held: own });
  if (data.kind === 'out' && own) token.forget();
  if (data.kind !== 'held') return;
  if (!own) {
    keep(data.held);
    signed();
  } else if (own.name && own.name === data.held.name && (data.held.until ?? 0) > (own.until ?? 0)) keep(data.held);
});

/** Take over the sign-in of another tab, where there may be one; one that comes late is taken too. */
export async function join() {
  if (held() || !localStorage.getItem(SOMEWHERE)) return;
  await new Promise((done) => {
    addEventListener('sinergi:signed', done, { once: true });
    setTimeout(done, PATIENCE);
    tell({ kind: 'ask' });
  });
}

/** Name of the value of an address that brings a token along. */
export const INVITATION = 'undangan';

/** Keep the token that an invitation brings along, and take it out of the address before anyone sees it. */
export function arrive() {
  const [path, query = ''] = location.hash.split('?');
  const asked = new URLSearchParams(query);
  const bearer = asked.get(INVITATION);
  if (!bearer) return;
  asked.delete(INVITATION);
  history.replaceState(null, '', asked.size ? `${path}?${asked}` : path);
  token.set({ bearer });
}

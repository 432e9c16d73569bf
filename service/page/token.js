/** Token: what the person signed in with, and how it is renewed; it lasts as long as the tab. */

const KEY = 'sinergi.token';

/**
 * @typedef {{bearer: string, until?: number, refresh?: string}} Held a token; `until` in milliseconds where it is known
 */

/** @returns {Held | null} */
function held() {
  const kept = sessionStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : null;
}

export const token = {
  /** The token, or '' where nobody has signed in. */
  get: () => held()?.bearer ?? '',
  held,
  /** Keep a token, or forget the one that is kept; the page draws anew for who it is now. @param {Held | null} value */
  set(value) {
    if (value) token.renew(value);
    else sessionStorage.removeItem(KEY);
    dispatchEvent(new Event('sinergi:signed'));
  },
  /** Keep a newer token of the same person. @param {Held} value */
  renew: (value) => sessionStorage.setItem(KEY, JSON.stringify(value)),
};

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

/**
 * Address: the page's state lives in the address, so that it can be shared: `#/<plan>/<view>/<id>?name=value`.
 */
import { useLayoutEffect, useState } from './vendor/preact.js';

/** @typedef {Partial<Record<string, string>>} Query what is asked of a view, by name */
/** @typedef {{plan: string, view: string, id: string, asked: Query}} Address */

/**
 * A part of an address, which people also write by hand: one that cannot be decoded is taken as it is written.
 * @param {string} written
 */
function part(written) {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Read an address. @param {string} [hash] @returns {Address} */
export function read(hash = location.hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [plan = '', view = '', id = ''] = path.split('/').map(part);
  return { plan, view: view || 'ringkasan', id, asked: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * Write an address; empty values are left out. Within a plan the chosen year goes along.
 * @param {{plan?: string, view?: string, id?: string, asked?: Record<string, unknown>}} to @returns {string}
 */
export function href({ plan = read().plan, view = 'ringkasan', id = '', asked = {} }) {
  const now = read();
  const path = [plan, view, id].filter(Boolean).map(encodeURIComponent).join('/');
  const query = new URLSearchParams(
    Object.entries(
      /** @type {Record<string, unknown>} */ ({ ...(plan === now.plan && { tahun: now.asked.tahun }), ...asked }),
    )
      .filter(([, value]) => value !== '' && value != null && value !== false)
      .map(([k, v]) => [k, String(v)]),
  ).toString();
  return `#/${path}${query ? `?${query}` : ''}`;
}

/**
 * Go on with some of the asked values changed, without a new entry in the history.
 * @param {Record<string, unknown>} changed
 */
export function change(changed) {
  const now = read();
  history.replaceState(history.state, '', href({ ...now, asked: { ...now.asked, ...changed } }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Go to another address. @param {Parameters<typeof href>[0]} to */
export const go = (to) => {
  location.hash = href(to);
};

/** The address, drawn anew whenever it changes. @returns {Address} */
export function useAddress() {
  const [address, set] = useState(() => read());
  useLayoutEffect(() => {
    const follow = () => set(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return address;
}

/** Since: what has changed since this browser was here last. */
import { html, useState } from '../../vendor/preact.js';
import { begunAt } from '../../api.js';
import { lazy } from '../../lazy.js';

const Changes = lazy(async () => (await import('./changes.js')).Changes);

/** @typedef {{revision: number, at: number}} Seen the revision that was seen, and when, by the service's clock */

const keyOf = (/** @type {string} */ slug) => `sinergi.seen.${slug}`;

/**
 * What was seen last before this visit, which lasts as long as the tab; null where one was never here.
 * @param {string} slug
 * @param {number} revision
 * @returns {Seen | null}
 */
function lastSeen(slug, revision) {
  const key = keyOf(slug);
  const now = { revision, at: begunAt() };
  const kept = JSON.parse(sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? 'null');
  const before = typeof kept === 'number' ? { ...now, revision: kept } : kept; // As it was kept once.
  sessionStorage.setItem(key, JSON.stringify(before ?? now));
  localStorage.setItem(key, JSON.stringify(now));
  return before;
}

/** @param {{slug: string, revision: number}} given */
export function Since({ slug, revision }) {
  const [before, see] = useState(() => lastSeen(slug, revision));
  if (!before) return null;
  const seen = (/** @type {number} */ at) => {
    const now = { revision, at };
    sessionStorage.setItem(keyOf(slug), JSON.stringify(now));
    see(now);
  };
  return html`<${Changes} slug=${slug} before=${before} revision=${revision} onSeen=${seen} />`;
}

/** Since: what has changed since this browser was here last. */
import { html, useState } from '../../vendor/preact.js';
import { lazy } from '../../lazy.js';

const Changes = lazy(async () => (await import('./changes.js')).Changes);

/**
 * The revision that was seen last before this visit; a visit lasts as long as the tab.
 * @param {string} slug
 * @param {number} revision
 */
function lastSeen(slug, revision) {
  const key = `sinergi.seen.${slug}`;
  const before = Number(sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? revision);
  sessionStorage.setItem(key, String(before));
  localStorage.setItem(key, String(revision));
  return before;
}

/** @param {{slug: string, revision: number}} given */
export function Since({ slug, revision }) {
  const [before, see] = useState(() => lastSeen(slug, revision));
  if (before >= revision) return null;
  const seen = () => {
    sessionStorage.setItem(`sinergi.seen.${slug}`, String(revision));
    see(revision);
  };
  return html`<${Changes} slug=${slug} before=${before} onSeen=${seen} />`;
}

/** Offline: says that the service cannot be reached, for as long as that is so. */
import { html, useEffect, useLayoutEffect, useState } from './vendor/preact.js';
import { isReached, reach } from './api.js';
import { t } from './words.js';

/** How often it is tried whether the service answers again, in milliseconds. */
const EVERY = 5_000;

/** Says so while the service cannot be reached. */
export function Offline() {
  const [away, set] = useState(false);
  useLayoutEffect(() => {
    const follow = () => set(!navigator.onLine || !isReached());
    const names = ['online', 'offline', 'sinergi:reached'];
    for (const name of names) addEventListener(name, follow);
    follow();
    return () => {
      for (const name of names) removeEventListener(name, follow);
    };
  }, []);
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(() => {
      fetch('page/icon.svg', { method: 'HEAD', cache: 'no-store' }).then(
        () => reach(true),
        () => null,
      );
    }, EVERY);
    return () => clearInterval(timer);
  }, [away]);
  return html`
    <div class="waiting noprint" role="status">
      ${away && html`<p class="notice off">${t('offline')}</p>`}
    </div>
  `;
}

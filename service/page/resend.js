/** Resend: says that the service cannot be reached, and what did not get there; nothing is sent by itself. */
import { html, useEffect, useState } from './vendor/preact.js';
import { isReached, reach } from './api.js';
import { actAgain, useDoing } from './deed.js';
import { usePerson } from './signing.js';
import { unsent } from './unsent.js';
import { moment, t } from './words.js';

/** How often it is tried whether the service answers again, in milliseconds. */
const EVERY = 5_000;

/** Says so while the service cannot be reached. */
export function Offline() {
  const [away, set] = useState(false);
  useEffect(() => {
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

/** What the person did that may not have reached the service. */
export function Unsent() {
  const person = usePerson();
  const [deeds, set] = useState(unsent.all);
  useEffect(() => {
    const follow = () => set(unsent.all());
    follow();
    addEventListener('sinergi:unsent', follow);
    addEventListener('storage', follow); // Another tab wrote.
    return () => {
      removeEventListener('sinergi:unsent', follow);
      removeEventListener('storage', follow);
    };
  }, [person]);
  if (!person || !deeds.length) return null;
  return html`
    <section class="waiting noprint" aria-label=${t('unsent')}>
      <div class="notice off unsent">
        <p><strong>${t('unsent')}</strong> ${t('unsent.note')}</p>
        <ul>${deeds.map((each) => html`<li key=${each.key}><${One} deed=${each} /></li>`)}</ul>
      </div>
    </section>
  `;
}

/** @param {{deed: import('./unsent.js').Deed}} given */
function One({ deed }) {
  const [wrong, set] = useState('');
  const doing = useDoing();
  const again = async () => set((await actAgain(deed)).wrong);
  return html`
    <a href=${deed.address}>${deed.title}</a> · ${t(`deed.${deed.mutation.match(/mutation (\w+)/)?.[1]}`)} · ${moment(
      deed.at,
    )}${' '}
    <button type="button" class="small" disabled=${doing} onClick=${again}>${t('unsent.again')}</button>${' '}
    <button type="button" class="small quiet" onClick=${() => unsent.drop(deed.key)}>${t('unsent.drop')}</button>
    ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
  `;
}

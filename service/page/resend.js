/** Resend: shows what a person did that did not reach the service; nothing is sent by itself. */
import { html, useLayoutEffect, useState } from './vendor/preact.js';
import { actAgain, useDoing } from './deed.js';
import { usePerson } from './signing.js';
import { unsent } from './unsent.js';
import { moment, t } from './words.js';

/** What the person did that may not have reached the service. */
export function Unsent() {
  const person = usePerson();
  const [deeds, set] = useState(unsent.all);
  useLayoutEffect(() => {
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

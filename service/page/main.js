/** Main: reads the words, takes back who comes from the issuer, and draws the page. */
import { html, render } from './vendor/preact.js';
import { comeBack } from './issuer.js';
import { follow } from './place.js';
import { Shell, begin } from './shell.js';
import { known } from './signing.js';
import { arrive, join } from './token.js';
import { speak, t, wanted } from './words.js';

const page = /** @type {HTMLElement} */ (document.getElementById('page'));
arrive();
follow();
addEventListener('hashchange', arrive);
try {
  const back = comeBack();
  const person = Promise.all([back, join()])
    .then(() => {
      begin().catch(() => null);
      return known();
    })
    .catch(() => null); // Where the service does not answer, each view says so.
  const [came] = await Promise.all([back, speak(wanted()), person]);
  page.replaceChildren();
  render(html`<${Shell} />`, page);
  if (!came) dispatchEvent(new CustomEvent('sinergi:sign', { detail: t('sign.failed') }));
} catch {
  const said = document.createElement('p');
  said.className = 'boot';
  said.setAttribute('role', 'alert');
  said.textContent = 'Halaman tidak dapat dibuka: layanan tidak menjawab. Periksa sambungan, lalu muat ulang.';
  page.replaceChildren(said);
}

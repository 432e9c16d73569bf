/** Main: reads the words and draws the page. */
import { html, render } from './vendor/preact.js';
import { Shell } from './shell.js';
import { speak, wanted } from './words.js';

const page = /** @type {HTMLElement} */ (document.getElementById('page'));
try {
  await speak(wanted());
  page.replaceChildren();
  render(html`<${Shell} />`, page);
} catch {
  page.innerHTML = '<p class="boot" role="alert">Halaman tidak dapat dibuka: layanan tidak menjawab. Periksa sambungan, lalu muat ulang.</p>';
}

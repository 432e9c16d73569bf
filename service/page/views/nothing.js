/** Nothing: what stands where a list is empty: that nothing fits what is asked, or that nothing was read yet. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { Empty } from '../pieces.js';
import { t } from '../words.js';

/** What an address may hold that leaves nothing out of a list. */
const NO_FILTERS = ['jenis', 'lang', 'sunting', 'sampai', 'indikator', 'urut', 'daftar'];

/** @param {{asked: import('../address.js').Query, none: string}} given `none`: says that nothing fits */
export const Nothing = ({ asked, none }) =>
  Object.keys(asked).some((name) => !NO_FILTERS.includes(name))
    ? html`<${Empty}>${none}<//>`
    : html`
        <${Empty}>
          ${t('contents.empty')} <a href=${href({ view: 'impor' })}>${t('menu.impor')}</a>
        <//>
      `;

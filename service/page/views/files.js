/** Files: the ways between what goes in, what goes out, what was read and what changed. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { Ways } from '../pieces.js';
import { t } from '../words.js';

const NAMES = ['impor', 'ekspor', 'bacaan', 'riwayat'];

/** @param {{here: string}} given */
export const Files = ({ here }) => html`
  <${Ways}
    label=${t('menu.berkas')}
    here=${here}
    ways=${NAMES.map((view) => [view, href({ view }), t(`menu.${view}`)])}
  />
`;

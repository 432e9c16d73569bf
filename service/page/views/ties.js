/** Keterkaitan: who depends on whom: all OPDs, two OPDs, from one node outward, paths between two, impact of a delay. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { View } from '../pieces.js';
import { t } from '../words.js';
import { Impact } from './ties/impact.js';
import { Matrix } from './ties/matrix.js';
import { Outward } from './ties/outward.js';
import { Pair } from './ties/pair.js';
import { Paths } from './ties/paths.js';

const WAYS = { kota: Matrix, pasangan: Pair, simpul: Outward, jalur: Paths, dampak: Impact };

export default function Ties({ address: { asked }, plan }) {
  const way = WAYS[asked.cara] ? asked.cara : 'kota';
  const Way = WAYS[way];
  return html`<${View} title=${t('menu.keterkaitan')} lead=${t(`ties.lead.${way}`)}>
    <nav class="ways" aria-label=${t('ties.ways')}><ul>${Object.keys(WAYS).filter((each) => each !== 'pasangan' || way === 'pasangan').map((each) => html`<li>
      <a href=${href({ view: 'keterkaitan', asked: { cara: each === 'kota' ? '' : each, dari: asked.dari, ...(each === 'jalur' ? { ke: asked.ke } : {}) } })} aria-current=${each === way ? 'true' : undefined}>${t(`ties.way.${each}`)}</a></li>`)}</ul></nav>
    <${Way} asked=${asked} plan=${plan} />
  <//>`;
}

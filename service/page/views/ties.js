/**
 * Keterkaitan: who depends on whom: all OPDs, as a list, two OPDs, from one node outward, paths between two, impact of
 * a delay.
 */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { tools } from '../graph.js';
import { View, Ways } from '../pieces.js';
import { OfYear, YearChoice } from '../year.js';
import { t } from '../words.js';
import { All } from './ties/all.js';
import { Grid } from './ties/grid.js';
import { Impact } from './ties/impact.js';
import { Matrix, begin as beginMatrix } from './ties/matrix.js';
import { Outward } from './ties/outward.js';
import { Pair } from './ties/pair.js';
import { Paths } from './ties/paths.js';
import { Shape } from './ties/shape.js';

tools();

const WAYS = {
  kota: Matrix,
  kisi: Grid,
  daftar: All,
  pasangan: Pair,
  simpul: Outward,
  jalur: Paths,
  dampak: Impact,
  bangun: Shape,
};
const NAMES = /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS));

/** @param {import('../shell.js').Given} given */
export const begin = ({ address: { asked }, plan }) => !asked.cara && beginMatrix({ asked, plan });

/** @param {import('../shell.js').Given} given */
export default function Ties({ address: { asked }, plan }) {
  const way = NAMES.find((each) => each === asked.cara) ?? 'kota';
  const Way = WAYS[way];
  const to = (/** @type {string} */ each) =>
    href({
      view: 'keterkaitan',
      asked: { cara: each === 'kota' ? '' : each, dari: asked.dari, ...(each === 'jalur' ? { ke: asked.ke } : {}) },
    });
  return html`
    <${View}
      title=${t('menu.keterkaitan')}
      lead=${t(`ties.lead.${way}`)}
      actions=${html`<${YearChoice} asked=${asked} plan=${plan} />`}
    >
      <${Ways}
        label=${t('ties.ways')}
        here=${way}
        ways=${NAMES.filter((each) => each !== 'pasangan' || way === 'pasangan').map((each) => [
          each,
          to(each),
          t(`ties.way.${each}`),
        ])}
      />
      <${OfYear} asked=${asked} plan=${plan}><${Way} asked=${asked} plan=${plan} /><//>
    <//>
  `;
}

/** Matrix: how much OPDs depend on each other: the whole region as one picture, weak ties hidden. */
import { html, useMemo } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { ask, gql, useAnswer } from '../../api.js';
import { isNarrow } from '../../graph.js';
import { Slider } from '../../fields.js';
import { Empty, OpdLink, Switch, answered } from '../../pieces.js';
import { table } from '../../table.js';
import { number, percent, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { Filters, fits } from './filters.js';

const MATRIX = gql(`
  query Matrix($plan: String!, $years: Boolean!) {
    plan(slug: $plan) { opdMatrix {
      opd { id shortName name isTerritorial }
      needed { id shortName name isTerritorial }
      links {
        dependencyKind origin confidence standing
        originNode @include(if: $years) { ... on Program { years { year } } }
        targetNode @include(if: $years) { ... on Program { years { year } } }
      }
    } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof MATRIX>['plan']['opdMatrix']} OpdTies */
/**
 * @typedef {{id: string, opd: OpdTies[number]['opd'], needed: OpdTies[number]['opd'], count: number,
 *   confidence: number}} Tie the dependencies of one OPD on another that fit
 */
/** @typedef {import('../../address.js').Query} Query */

/** More arrows than this are not readable at once, on a desk and on a phone. */
const READABLE = [30, 12];

/** @param {import('./outward.js').Way} given */
const given = ({ asked, plan }) => ({ plan: plan.slug, years: !!asked.tahun });

/** @param {import('./outward.js').Way} way */
export const begin = (way) => ask(MATRIX, given(way));

/** @param {import('./outward.js').Way} way */
export function Matrix({ asked, plan }) {
  const answer = useAnswer(MATRIX, given({ asked, plan }));
  return answered(answer, ({ plan: { opdMatrix } }) =>
    opdMatrix.length
      ? html`<${Whole} asked=${asked} plan=${plan} matrix=${opdMatrix} />`
      : html`<${Empty}>${t('ties.none')}<//>`,
  );
}

/**
 * The ties that fit the filters, each with how many dependencies it has left.
 * @param {OpdTies} matrix
 * @param {Query} asked
 * @returns {Tie[]}
 */
function fitting(matrix, asked) {
  return matrix
    .filter((tie) => asked.kecamatan || !(tie.opd.isTerritorial || tie.needed.isTerritorial))
    .map(({ opd, needed, links }) => {
      const left = links.filter((each) => fits(each, asked));
      return {
        id: `${opd.shortName}~${needed.shortName}`,
        opd,
        needed,
        count: left.length,
        confidence: left.reduce((sum, each) => sum + each.confidence, 0) / (left.length || 1),
      };
    })
    .filter((tie) => tie.count > 0)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** @param {import('./outward.js').Way & {matrix: OpdTies}} given */
function Whole({ asked, plan, matrix }) {
  const ties = useMemo(
    () => fitting(matrix, asked),
    [matrix, asked.yakin, asked.jenis, asked.asal, asked.kecamatan, asked.tahun],
  );
  const narrow = isNarrow();
  const most = ties[0]?.count ?? 1;
  const first = ties[READABLE[narrow ? 1 : 0] ?? 0];
  const usual = first ? Math.min(most, first.count + 1) : 1;
  const least = Math.min(most, Number(asked.min ?? usual));
  const shown = ties.filter((tie) => tie.count >= least);
  const opds = new Map(
    shown.flatMap((tie) => [
      [tie.opd.shortName, tie.opd],
      [tie.needed.shortName, tie.needed],
    ]),
  );
  const boxes = [...opds.keys()].sort().map((name) => ({ id: name, label: name }));
  const arrows = shown.map((tie) => ({
    id: tie.id,
    source: tie.opd.shortName,
    target: tie.needed.shortName,
    weight: tie.count,
    label: number(tie.count),
  }));
  const controls = html`
    <${Slider}
      name="min"
      label=${(/** @type {number} */ count) => t('ties.least', { count: number(count) })}
      value=${least}
      least=${1}
      most=${most}
    />
    <${Switch} name="kecamatan" label=${t('ties.territorial')} value=${asked.kecamatan} />
  `;
  return html`
    <p class="note" role="status">
      ${t('ties.counts', { shown: number(shown.length), all: number(ties.length), links: number(sum(shown)) })}
    </p>
    <${Drawing}
      boxes=${boxes}
      arrows=${arrows}
      label=${t('ties.picture.opd')}
      asked=${asked}
      controls=${controls}
      filters=${html`<${Filters} asked=${asked} across=${false} />`}
      name=${`keterkaitan-${plan.slug}`}
      direction=${narrow ? 'TB' : 'LR'}
      table=${table({
        caption: t('ties.picture.opd'),
        rows: shown,
        columns: [
          {
            key: 'butuh',
            label: t('needs'),
            of: (tie) => `${tie.opd.shortName} – ${tie.opd.name}`,
            shown: (tie) => html`<${OpdLink} opd=${tie.opd} className="" /> – ${tie.opd.name}`,
          },
          {
            key: 'dibutuhkan',
            label: t('needed'),
            wide: 4,
            of: (tie) => `${tie.needed.shortName} – ${tie.needed.name}`,
            shown: (tie) => html`<${OpdLink} opd=${tie.needed} className="" /> – ${tie.needed.name}`,
          },
          {
            key: 'jumlah',
            label: t('ties.number'),
            as: 'count',
            of: (tie) => tie.count,
            shown: (tie) => html`
              <a
                href=${pairOf(tie)}
                aria-label=${`${tie.opd.shortName} → ${tie.needed.shortName}: ${number(tie.count)}`}
              >
                ${number(tie.count)}
              </a>
            `,
          },
          { key: 'yakin', label: t('confidence'), as: 'share', of: (tie) => tie.confidence },
        ],
      })}
      side=${(/** @type {string} */ kind, /** @type {string} */ id) => {
        const tie = ties.find((each) => each.id === id);
        const opd = opds.get(id);
        if (kind === 'node' && opd) return html`<${OpdSide} opd=${opd} ties=${ties} />`;
        return kind === 'edge' && tie ? html`<${TieSide} tie=${tie} />` : html`<${Strongest} ties=${shown} />`;
      }}
    />
  `;
}

const pairOf = (/** @type {Tie} */ tie) =>
  href({ view: 'keterkaitan', asked: { cara: 'pasangan', a: tie.opd.shortName, b: tie.needed.shortName } });
const sum = (/** @type {Tie[]} */ ties) => ties.reduce((all, tie) => all + tie.count, 0);

/** Nothing is picked: the strongest ties, so that there is something to read. @param {{ties: Tie[]}} given */
const Strongest = ({ ties }) => html`
  <h2>${t('ties.strongest')}</h2>
  <ul class="plain-list">
    ${ties.slice(0, 8).map(
      (tie) => html`
        <li>
          <a href=${pairOf(tie)}>${tie.opd.shortName} → ${tie.needed.shortName}</a> <span class="note">
            ${t('ties.count', { count: number(tie.count) })}
          </span>
        </li>
      `,
    )}
  </ul>
  <p class="note noprint">${t('ties.pick')}</p>
`;

/** @param {{tie: Tie}} given */
const TieSide = ({ tie }) => html`
  <h2>${tie.opd.shortName} → ${tie.needed.shortName}</h2>
  <p>${t('ties.tie', { opd: tie.opd.name, needed: tie.needed.name, count: number(tie.count) })}</p>
  <p class="note">${t('confidence')}: ${percent(tie.confidence)}</p>
  <p><a class="go" href=${pairOf(tie)}>${t('ties.open')}</a></p>
`;

/** @param {{opd: OpdTies[number]['opd'], ties: Tie[]}} given */
function OpdSide({ opd, ties }) {
  const needs = ties.filter((tie) => tie.opd.shortName === opd.shortName);
  const needed = ties.filter((tie) => tie.needed.shortName === opd.shortName);
  const list = (/** @type {string} */ title, /** @type {Tie[]} */ some, /** @type {'opd' | 'needed'} */ other) => html`
    <h3 class="sub">
      ${title} <span class="note">(${t('ties.inall', { opds: number(some.length), links: number(sum(some)) })})</span>
    </h3>
    <ul class="plain-list tight">
      ${some.slice(0, 6).map(
        (tie) => html`
          <li><a href=${pairOf(tie)}>${tie[other].shortName}</a> <span class="note">${number(tie.count)}</span></li>
        `,
      )}
    </ul>
  `;
  return html`
    <h2><${OpdLink} opd=${opd} className="" /></h2>
    <p class="note">${opd.name}</p>
    <p>
      <a class="go" href=${href({ view: 'keterkaitan', asked: { cara: 'simpul', dari: opd.id } })}>
        ${t('ties.outward')}
      </a>
    </p>
    ${list(t('ties.itneeds'), needs, 'needed')}
    ${list(t('ties.itisneeded'), needed, 'opd')}
  `;
}

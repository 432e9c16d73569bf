/** Ranking: what helps or hinders the whole, and the pairs of which judges do not say the same. */
import { html } from '../../vendor/preact.js';
import { Card, Empty, Table } from '../../pieces.js';
import { called, number, t } from '../../words.js';
import { mark, shade, signed } from './matrix.js';

/** @typedef {import('./round.js').Found} Found */
/** @typedef {ReadonlyMap<string, import('./round.js').Item>} Names */

/** @param {{ranking: Found['ranking'], names: Names}} given */
export const Ranking = ({ ranking, names }) => html`
  <${Card} title=${t('cross.ranking')} note=${t('cross.ranking.note')}>
    <${Table}
      caption=${t('cross.ranking')}
      head=${[
        [t('cross.item')],
        [t('cross.rank'), true],
        [t('cross.total'), true],
        [t('cross.first'), true],
        [t('cross.second'), true],
        [t('cross.received'), true],
        [t('cross.rests')],
      ]}
      rows=${ranking.map((each) => [
        names.get(each.item.localId)?.name ?? each.item.localId,
        number(each.rank),
        html`
          <strong>${signed(each.total, 2)}</strong>${' '}
          ${each.total !== 0 && t(each.total > 0 ? 'cross.helps' : 'cross.hinders')}
        `,
        signed(each.firstOrder, 2),
        signed(each.secondOrder / 2, 2),
        signed(each.received, 2),
        [
          each.proposedCount && t('cross.rests.proposed', { count: number(each.proposedCount) }),
          each.unknownCount && t('cross.rests.unknown', { count: number(each.unknownCount) }),
        ]
          .filter(Boolean)
          .join(', ') || t('cross.rests.scored'),
      ])}
    />
  <//>
`;

/** @param {{cells: Found['cells'], names: Names, onPick: (pair: import('./matrix.js').Pair) => void}} given */
export function Disputed({ cells, names, onPick }) {
  const apart = (/** @type {Found['cells'][number]} */ { lowest, highest }) => (highest ?? 0) - (lowest ?? 0);
  const found = cells.filter(mark).sort((one, other) => apart(other) - apart(one));
  const name = (/** @type {{localId: string}} */ { localId }) => names.get(localId)?.name ?? localId;
  return html`
    <${Card} title=${t('cross.disputed')} note=${t('cross.disputed.note')}>
      ${
        found.length
          ? html`
              <${Table}
                caption=${t('cross.disputed')}
                head=${[
                  [t('cross.pair')],
                  [t('cross.agreement')],
                  [t('cross.lowest'), true],
                  [t('cross.highest'), true],
                  [t('cross.mean'), true],
                ]}
                rows=${found.map((each) => [
                  html`
                    <button
                      type="button"
                      class="quiet link"
                      onClick=${() => onPick({ source: each.source.localId, target: each.target.localId })}
                    >
                      ${name(each.source)} → ${name(each.target)}
                    </button>
                  `,
                  `${mark(each)} ${called('ImpactAgreement', each.agreement)}`,
                  signed(each.lowest),
                  signed(each.highest),
                  html`<span class="swatch ${shade(each.mean)}">${signed(each.mean)}</span>`,
                ])}
              />
            `
          : html`<${Empty}>${t('cross.disputed.none')}<//>`
      }
    <//>
  `;
}

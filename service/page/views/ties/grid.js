/** Grid: OPD by OPD, how much each needs of each other one; every number opens the dependencies behind it. */
import { html } from '../../vendor/preact.js';
import { go } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Heatmap } from '../../heatmap.js';
import { Card, Empty, OpdLink, Switch, answered } from '../../pieces.js';
import { number, percent, t } from '../../words.js';

const GRID = gql(`
  query Grid($plan: String!) {
    plan(slug: $plan) {
      opdMatrix {
        count confidence
        opd { shortName name isTerritorial }
        needed { shortName name isTerritorial }
      }
    }
  }
`);

/** @param {import('./outward.js').Way} given */
export function Grid({ asked, plan }) {
  const answer = useAnswer(GRID, { plan: plan.slug });
  return answered(answer, ({ plan: { opdMatrix } }) => {
    const ties = opdMatrix.filter((tie) => asked.kecamatan || !(tie.opd.isTerritorial || tie.needed.isTerritorial));
    if (!ties.length) return html`<${Empty}>${t('ties.none')}<//>`;
    const opds = new Map(ties.flatMap(({ opd, needed }) => [opd, needed]).map((each) => [each.shortName, each]));
    const names = [...opds.keys()].sort();
    const met = new Map(ties.map((tie) => [`${tie.opd.shortName} ${tie.needed.shortName}`, tie]));
    const sum = ties.reduce((all, tie) => all + tie.count, 0);
    const needs = new Set(ties.map((tie) => tie.opd.shortName));
    const needed = new Set(ties.map((tie) => tie.needed.shortName));
    return html`
      <div class="bar noprint">
        <${Switch} name="kecamatan" label=${t('ties.territorial')} value=${asked.kecamatan} />
      </div>
      <${Card}
        title=${t('ties.way.kisi')}
        note=${t('ties.grid.note', { pairs: number(ties.length), count: number(sum) })}
        className="grid-opds"
      >
        <${Heatmap}
          caption=${t('ties.way.kisi')}
          corner=${t('needs')}
          columns=${names
            .filter((each) => needed.has(each))
            .map((each) => ({ key: each, label: html`<abbr title=${opds.get(each)?.name}>${each}</abbr>` }))}
          rows=${names
            .filter((each) => needs.has(each))
            .map((each) => ({ key: each, label: html`<${OpdLink} opd=${opds.get(each)} className="" />` }))}
          cell=${(/** @type {string} */ row, /** @type {string} */ column) => {
            const tie = met.get(`${row} ${column}`);
            return tie
              ? {
                  value: tie.count,
                  text: number(tie.count),
                  says: t('ties.grid.cell', {
                    opd: row,
                    needed: column,
                    count: number(tie.count),
                    confidence: percent(tie.confidence),
                  }),
                }
              : null;
          }}
          onPick=${(/** @type {string} */ a, /** @type {string} */ b) =>
            go({ view: 'keterkaitan', asked: { cara: 'pasangan', a, b } })}
        />
      <//>
    `;
  });
}

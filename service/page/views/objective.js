/** Sasaran: one node of the RPJMD tree with what stands above and below it and what serves it. */
import { html } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { Card, Empty, NodeLink, OpdLink, View, viewed } from '../pieces.js';
import { table } from '../table.js';
import { called, t } from '../words.js';
import { Marks } from './marks.js';
import { dimensionName } from './masterplan_words.js';
import { Indicators } from './program.js';
import { ofBudget, ofCode, ofName, ofOpd } from './program_columns.js';

const OBJECTIVE = gql(`
  query Objective($id: ID!) {
    node(id: $id) { ... on Objective {
      __typename id text level priority source marks { code message file row column value }
      opd { shortName name } dimensions { code name nameEn }
      parent { __typename id label level }
      children { __typename id label level opd { shortName name } }
      indicators { __typename id label unit behind years { year target { text } realised { text } } }
      programs { __typename id label code budget opd { shortName name } }
    } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Objective({ address: { id }, plan }) {
  const answer = useAnswer(OBJECTIVE, { id });
  return viewed(answer, ({ node }) =>
    node && 'text' in node
      ? html`
          <${View} title=${node.text} kicker=${called('ObjectiveLevel', node.level)} lead=${node.source}>
            <p class="tags">
              ${node.opd && html`<${OpdLink} opd=${node.opd} />`}
              ${node.priority && html`<span class="tag good">${t('priority')}</span>`}
              ${node.dimensions.map((each) => html`<span class="tag">${dimensionName(each)}</span>`)}
            </p>
            ${
              node.parent &&
              html`
                <${Card} title=${t('above')} note=${t('about.above')}>
                  <p>
                    <span class="note">${called('ObjectiveLevel', node.parent.level)}:</span>${' '}
                    <${NodeLink} node=${node.parent} />
                  </p>
                <//>
              `
            }
            <${Indicators} indicators=${node.indicators} plan=${plan} />
            <${Card} title=${t('objective.programs')} note=${t('about.objective.programs')}>
              ${
                node.programs.length
                  ? table({
                      caption: t('objective.programs'),
                      rows: node.programs,
                      columns: [ofName(), ofOpd(), ofCode(), ofBudget()],
                    })
                  : html`<${Empty}>${t('objective.noprograms')}<//>`
              }
            <//>
            ${
              node.children.length > 0 &&
              html`
                <${Card} title=${t('below')} note=${t('about.below')}>
                  <ul class="plain-list">
                    ${node.children.map(
                      (each) => html`
                        <li>
                          <span class="note">${called('ObjectiveLevel', each.level)}</span>${' '}
                          <${NodeLink} node=${each} /> <${OpdLink} opd=${each.opd} />
                        </li>
                      `,
                    )}
                  </ul>
                <//>
              `
            }
            <${Marks} marks=${node.marks} />
          <//>
        `
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}

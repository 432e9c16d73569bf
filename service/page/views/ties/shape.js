/** Shape: the chain that takes longest, what most ways lead through, and work that waits for itself. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { Card, Empty, NodeLink, OpdLink, Table, answered } from '../../pieces.js';
import { number, percent, t } from '../../words.js';

const SHAPE = gql(`
  query Shape($plan: String!) {
    plan(slug: $plan) {
      criticalPath { months nodes { ...ShapeNode } links { reason lagMonths } }
      works: bottlenecks(most: 12) { score needs neededBy node { ...ShapeNode } }
      agencies: bottlenecks(most: 8, betweenOpds: true) { score needs neededBy node { ...ShapeNode } }
      cycles { nodes { ...ShapeNode } weakest { reason confidence originNode { label } targetNode { label } } }
    }
  }
  fragment ShapeNode on PlanNode {
    __typename id label ... on Opd { shortName name } ... on Program { opd { shortName name } }
  }
`);
/** @typedef {import('#documents').ShapeNodeFragment} ShapeNode */

const Named = (/** @type {{node: ShapeNode}} */ { node }) => html`
  <${NodeLink} node=${node} /> ${node.__typename === 'Program' && html`<${OpdLink} opd=${node.opd} />`}
`;

/** @param {import('./outward.js').Way} given */
export function Shape({ plan }) {
  const answer = useAnswer(SHAPE, { plan: plan.slug });
  return answered(
    answer,
    ({ plan: { criticalPath, works, agencies, cycles } }) => html`
      <${Card} title=${t('shape.critical', { months: number(criticalPath.months) })} note=${t('shape.critical.note')}>
        ${
          criticalPath.nodes.length
            ? html`
                <ol class="plain-list">
                  ${[...criticalPath.nodes].reverse().map((node, at, all) => {
                    const link = criticalPath.links[all.length - 1 - at];
                    return html`
                      <li>
                        <${Named} node=${node} />
                        ${
                          link &&
                          at > 0 &&
                          html`
                            <p class="note">${link.reason} ${t('shape.lag', { months: number(link.lagMonths) })}</p>
                          `
                        }
                      </li>
                    `;
                  })}
                </ol>
              `
            : html`<${Empty}>${t('shape.none')}<//>`
        }
      <//>
      <${Card} title=${t('shape.bottlenecks')} note=${t('shape.bottlenecks.note')}>
        ${works.length === 0 && html`<${Empty}>${t('shape.none')}<//>`}
        <${Bottlenecks} caption=${t('shape.bottlenecks.opd')} found=${agencies} />
        <${Bottlenecks} caption=${t('shape.bottlenecks.work')} found=${works} />
      <//>
      <${Card} title=${t('shape.cycles', { count: number(cycles.length) })} note=${t('shape.cycles.note')}>
        ${
          cycles.length
            ? html`
                <ul class="plain-list">
                  ${cycles.map(
                    ({ nodes, weakest }) => html`
                      <li>
                        <p>${nodes.map((node, at) => html`${at > 0 && ' → '}<${Named} node=${node} />`)} ↺</p>
                        ${
                          weakest &&
                          html`
                            <p class="note">
                              ${t('shape.weakest', {
                                from: weakest.originNode.label,
                                to: weakest.targetNode.label,
                                confidence: percent(weakest.confidence),
                              })} ${weakest.reason}
                            </p>
                          `
                        }
                      </li>
                    `,
                  )}
                </ul>
              `
            : html`<${Empty}>${t('shape.cycles.none')}<//>`
        }
      <//>
    `,
  );
}

/**
 * @param {{caption: string, found: readonly {score: number, needs: number, neededBy: number, node: ShapeNode}[]}} given
 */
const Bottlenecks = ({ caption, found }) =>
  found.length > 0 &&
  html`
    <${Table}
      caption=${caption}
      head=${[[caption], [t('shape.share'), true], [t('shape.needs'), true], [t('shape.neededBy'), true]]}
      rows=${found.map((each) => [
        html`<${Named} node=${each.node} />`,
        `${number(each.score * 100, 2)} %`,
        number(each.needs),
        number(each.neededBy),
      ])}
    />
  `;

/** Program: one program, activity or sub-activity with all that is tied to it. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Editable, editable, useEditing } from '../edit.js';
import { Card, DimensionTag, Empty, Meter, NodeLink, OpdLink, ThemeLink, View, viewed } from '../pieces.js';
import { table } from '../table.js';
import { called, rupiah, t } from '../words.js';
import { Marks } from './marks.js';
import { ofPrograms } from './program_columns.js';
import { LinkTable, once } from './ties/link.js';

const PROGRAM = gql(`
  query Program($id: ID!) {
    node(id: $id) { ... on Program {
      __typename id name code writtenCode level isOverhead location beneficiaries source budget
      marks { code message file row column value }
      years {
        year quarter stage budget { amount text plausible } spent { amount text plausible }
        stages { stage budget { amount } }
      }
      opd { shortName name }
      parent { __typename id label level parent { __typename id label level } }
      children { __typename id label code budget }
      indicators { __typename id label unit behind years { year target { text } realised { text } } }
      objectives { __typename id label opd { shortName name } }
      dimensions { code name }
      themes { __typename id name label }
      dependencies { links { ...ProgramTie } }
      dependants { links { ...ProgramTie } }
    } }
  }
  fragment ProgramTie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { __typename id label ... on Program { opd { shortName name } } }
    targetNode { __typename id label ... on Program { opd { shortName name } } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Program({ address: { id }, plan }) {
  const answer = useAnswer(PROGRAM, { id });
  return viewed(answer, ({ node }) =>
    node && 'name' in node
      ? html`<${Whole} node=${node} plan=${plan} />`
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}

/**
 * @typedef {Extract<NonNullable<import('#documents').DataOf<typeof PROGRAM>['node']>, {__typename: 'Program'}>} Found
 */

/** @param {{node: Found, plan: import('../shell.js').PlanName}} given */
function Whole({ node, plan }) {
  const editing = useEditing(plan);
  const place = /** @type {const} */ ({ kind: 'program', id: node.id, label: node.name });
  const needs = once(node.dependencies.flatMap((each) => each.links));
  const needed = once(node.dependants.flatMap((each) => each.links));
  return html`
    <${View}
      title=${node.name}
      kicker=${`${called('Level', node.level)}${node.code ? ` · ${node.code}` : ''}`}
      actions=${html`
        <a class="go" href=${href({ view: 'keterkaitan', asked: { cara: 'simpul', dari: node.id } })}>
          ${t('seeties')}
        </a>
        <a class="go" href=${href({ view: 'keterkaitan', asked: { cara: 'dampak', dari: node.id } })}>
          ${t('seeimpact')}
        </a>
      `}
    >
      <div class="wide-narrow">
        <div>
          <${Card} title=${t('needs.what', { count: needs.length })} note=${t('about.needs.what')}>
            <${LinkTable} links=${needs} without="originNode" caption=${t('needs.what', { count: needs.length })} />
          <//>
          <${Card} title=${t('needed.by', { count: needed.length })} note=${t('about.needed.by')}>
            <${LinkTable} links=${needed} without="targetNode" caption=${t('needed.by', { count: needed.length })} />
          <//>
          <${Indicators} indicators=${node.indicators} plan=${plan} />
          ${
            node.children.length > 0 &&
            html`
              <${Card} title=${t('parts')} note=${t('about.parts')}>
                ${table({ caption: t('parts'), rows: node.children, columns: ofPrograms() })}
              <//>
            `
          }
        </div>
        <aside aria-label=${t('facts')}>
          <${Card} title=${t('facts')} note=${t('about.facts')}>
            <dl class="facts">
              ${
                editing &&
                html`
                  <dt>${t('name')}</dt>
                  <dd>
                    <${Editable} place=${{ ...place, field: 'name', value: node.name }} plan=${editing}>
                      ${node.name}
                    <//>
                  </dd>
                `
              }
              <dt>${t('opd')}</dt>
              <dd><${OpdLink} opd=${node.opd} /> ${node.opd?.name}</dd>
              ${
                node.parent &&
                html`<dt>${called('Level', node.parent.level)}</dt><dd><${NodeLink} node=${node.parent} /></dd>`
              }
              ${
                node.parent?.parent &&
                html`
                  <dt>${called('Level', node.parent.parent.level)}</dt>
                  <dd><${NodeLink} node=${node.parent.parent} /></dd>
                `
              }
              <dt>${t('budget')}</dt>
              <dd>${rupiah(node.budget)}</dd>
              ${node.years.map(
                (each) => html`
                  <dt>${each.year}</dt>
                  <dd>
                    <${Editable}
                      place=${{ ...place, field: 'budget', year: each.year, value: each.budget?.amount }}
                      plan=${editing}
                    >
                      ${
                        each.budget
                          ? html`
                              ${rupiah(each.budget.amount)}
                              ${each.stage && html` <span class="tag">${called('BudgetStage', each.stage)}</span>`}
                              ${!each.budget.plausible && html` <span class="tag bad">${t('implausible')}</span>`}
                            `
                          : '–'
                      }
                    <//>
                    ${each.stages.slice(0, -1).map(
                      (before) => html`
                        <span class="note"> · ${before.stage && called('BudgetStage', before.stage)}${' '}
                          ${rupiah(before.budget.amount)}</span>
                      `,
                    )}
                    ${
                      each.spent &&
                      html`
                        <span class="note"> · ${t('spent', { quarter: each.quarter, spent: rupiah(each.spent.amount) })}
                          ${!each.spent.plausible && html` <span class="tag bad">${t('implausible')}</span>`}
                        </span>
                      `
                    }
                  </dd>
                `,
              )}
              ${node.location && html`<dt>${t('location')}</dt><dd>${node.location}</dd>`}
              ${node.beneficiaries && html`<dt>${t('beneficiaries')}</dt><dd>${node.beneficiaries}</dd>`}
              <dt>${t('source')}</dt>
              <dd>${node.source}</dd>
            </dl>
            ${node.isOverhead && html`<p class="note">${t('overhead')}</p>`}
          <//>
          <${Card} title=${t('serves')} note=${t('about.serves')}>
            ${
              node.dimensions.length > 0 &&
              html`<p class="tags">${node.dimensions.map((each) => html`<${DimensionTag} dimension=${each} />`)}</p>`
            }
            ${
              node.themes.length > 0 &&
              html`
                <h3 class="sub">${t('themes')}</h3>
                <ul>${node.themes.map((each) => html`<li><${ThemeLink} theme=${each} /></li>`)}</ul>
              `
            }
            ${
              node.objectives.length > 0 &&
              html`
                <h3 class="sub">${t('objectives')}</h3>
                <ul>${node.objectives.map((each) => html`<li><${NodeLink} node=${each} /></li>`)}</ul>
              `
            }
            ${
              !node.dimensions.length &&
              !node.themes.length &&
              !node.objectives.length &&
              html`<p class="note">${t('serves.none')}</p>`
            }
          <//>
          <${Marks} marks=${node.marks} />
        </aside>
      </div>
    <//>
  `;
}

/**
 * The target of an indicator in a year, where it has one.
 * @param {{id: string, label: string}} indicator
 * @param {{year: number, target: {text: string} | null} | undefined} year
 * @returns {import('../edit.js').Place | null}
 */
export const targetOf = ({ id, label }, year) =>
  year ? { kind: 'indicator', id, label, field: 'target', year: year.year, value: year.target?.text } : null;

/**
 * Indicators with target and realisation of the last year that has any.
 * @param {{indicators: Pick<Found['indicators'][number], '__typename' | 'id' | 'label' | 'unit' | 'behind' |
 *   'years'>[], plan: import('../shell.js').PlanName}} given
 */
export function Indicators({ indicators, plan }) {
  const editing = useEditing(plan);
  return indicators.length
    ? html`
        <${Card} title=${t('indicators')} note=${t('about.indicators')}>
          ${table({
            caption: t('indicators'),
            rows: indicators,
            on: [!!editing],
            columns: [
              {
                key: 'nama',
                label: t('name'),
                of: (each) => each.label,
                shown: (each) => html`<${NodeLink} node=${each} />`,
              },
              editable(
                {
                  key: 'target',
                  label: t('target'),
                  of: (each) => `${each.years.at(-1)?.target?.text ?? '–'} ${each.unit}`,
                },
                editing,
                (each) => targetOf(each, each.years.at(-1)),
              ),
              { key: 'realisasi', label: t('realised'), of: (each) => each.years.at(-1)?.realised?.text },
              {
                key: 'tertinggal',
                label: t('behind'),
                as: 'share',
                of: (each) => each.behind,
                shown: (each) =>
                  each.behind == null ? '–' : html`<${Meter} value=${each.behind} label=${t('behind')} tone="warm" />`,
              },
            ],
          })}
        <//>
      `
    : null;
}

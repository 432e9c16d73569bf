/** Indikator: what one indicator should reach, has reached, and what it measures. */
import { html } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { Editable, useEditing } from '../edit.js';
import { Card, Empty, Meter, NodeLink, OpdLink, Table, View, viewed } from '../pieces.js';
import { called, number, t } from '../words.js';
import { Marks } from './marks.js';
import { targetOf } from './program.js';

const INDICATOR = gql(`
  query Indicator($id: ID!) {
    node(id: $id) { ... on Indicator {
      __typename id name unit direction behind source marks { code message file row column value }
      baseline { text } endTarget { text }
      years { year quarter target { text } realised { text } }
      measures { __typename id label ... on Program { opd { shortName name } } }
    } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Indicator({ address: { id }, plan }) {
  const editing = useEditing(plan);
  const answer = useAnswer(INDICATOR, { id });
  return viewed(answer, ({ node }) =>
    node && 'name' in node
      ? html`
          <${View} title=${node.name} kicker=${t('indicator')}>
            <div class="split">
              <${Card} title=${t('indicator.years')} note=${t('about.indicator.years')}>
                <${Table}
                  caption=${t('indicator.years')}
                  head=${[[t('year')], [t('target')], [t('realised')], [t('quarter')]]}
                  rows=${node.years.map((each) => [
                    String(each.year),
                    html`
                      <${Editable} place=${targetOf({ id: node.id, label: node.name }, each)} plan=${editing}>
                        ${each.target?.text ?? '–'} ${node.unit}
                      <//>
                    `,
                    each.realised?.text ?? '–',
                    each.realised ? number(each.quarter) : '–',
                  ])}
                />
              <//>
              <${Card} title=${t('facts')} note=${t('about.facts')}>
                <dl class="facts">
                  ${
                    editing &&
                    html`
                      <dt>${t('name')}</dt>
                      <dd>
                        <${Editable}
                          place=${{ kind: 'indicator', id: node.id, label: node.name, field: 'name', value: node.name }}
                          plan=${editing}
                        >
                          ${node.name}
                        <//>
                      </dd>
                    `
                  }
                  <dt>${t('behind')}</dt>
                  <dd>
                    ${
                      node.behind == null
                        ? t('unknown')
                        : html`<${Meter} value=${node.behind} label=${t('behind')} tone="warm" />`
                    }
                  </dd>
                  <dt>${t('direction')}</dt>
                  <dd>${node.direction ? called('Direction', node.direction) : t('unknown')}</dd>
                  <dt>${t('unit')}</dt>
                  <dd>${node.unit || '–'}</dd>
                  <dt>${t('baseline')}</dt>
                  <dd>${node.baseline?.text ?? '–'}</dd>
                  <dt>${t('endtarget')}</dt>
                  <dd>${node.endTarget?.text ?? '–'}</dd>
                  <dt>${t('source')}</dt>
                  <dd>${node.source}</dd>
                </dl>
              <//>
            </div>
            <${Card} title=${t('measures')} note=${t('about.measures')}>
              ${
                node.measures.length
                  ? html`
                      <ul class="plain-list">
                        ${node.measures.map(
                          (each) => html`
                            <li>
                              <${NodeLink} node=${each} />${' '}
                              ${each.__typename === 'Program' && html`<${OpdLink} opd=${each.opd} />`}
                            </li>
                          `,
                        )}
                      </ul>
                    `
                  : html`<${Empty}>${t('measures.none')}<//>`
              }
            <//>
            <${Marks} marks=${node.marks} />
          <//>
        `
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}

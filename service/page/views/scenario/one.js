/** One: a scenario with what it changes and what comes of it, edited in place, brought up to date, published. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { kindOf, sentences } from '../../changed.js';
import { Card, Empty, Table, View, viewed } from '../../pieces.js';
import { Signed } from '../../rights.js';
import { called, number, t } from '../../words.js';
import { Edit } from './edit.js';
import { SideBySide } from './side_by_side.js';
import { Standing } from './standing.js';

const SCENARIO = gql(`
  query Scenario($plan: String!, $name: String!) {
    scenario(plan: $plan, name: $name) {
      name reason author baseRevision isBehind changeCount
      comparison {
        changes(first: 100) {
          totalCount nodes { localId action label nodeKind linkKind fields { name before after } }
        }
      }
    }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof SCENARIO>['scenario']>} Scenario */
/** @typedef {{plan: import('../../shell.js').PlanName, asked: import('../../address.js').Query}} Given */

/** @param {Given & {name: string}} given */
export function One({ name, asked, plan }) {
  const answer = useAnswer(SCENARIO, { plan: plan.slug, name });
  return viewed(answer, ({ scenario }) =>
    scenario
      ? html`<${Whole} scenario=${scenario} asked=${asked} plan=${plan} />`
      : html`
          <${View} title=${name}>
            <${Empty}>
              ${t('scenario.gone')} <a href=${href({ view: 'skenario' })}>${t('menu.skenario')}</a>
            <//>
          <//>
        `,
  );
}

/** @param {Given & {scenario: Scenario}} given */
function Whole({ scenario, asked, plan }) {
  const changes = scenario.comparison?.changes;
  return html`
    <${View}
      title=${scenario.name}
      kicker=${t('menu.skenario')}
      lead=${[scenario.reason, scenario.author, t('scenario.base', { revision: number(scenario.baseRevision) })]
        .filter(Boolean)
        .join(' · ')}
      actions=${html`
        <a class="go" href=${href({ view: 'skenario', asked: { banding: scenario.name } })}>${t('scenario.compare')}</a>
      `}
    >
      <${Signed} to=${t('scenario.to')} plan=${plan}>
        <${Standing} scenario=${scenario} plan=${plan} />
        <${Edit} scenario=${scenario} asked=${asked} plan=${plan} />
      <//>
      <${SideBySide} names=${[scenario.name]} plan=${plan} />
      <${Card}
        title=${t('scenario.changed', { count: number(changes?.totalCount) })}
        note=${t('about.scenario.changed')}
      >
        ${
          changes?.nodes.length
            ? html`
                <${Table}
                  caption=${t('scenario.changed', { count: number(changes.totalCount) })}
                  head=${[[t('changed')], [t('kind')]]}
                  rows=${changes.nodes.map((each) => [
                    sentences(each).map((one) => html`<p>${one}</p>`),
                    html`<span class="tag">${called('ChangeAction', each.action)}</span> ${kindOf(each)}`,
                  ])}
                />
              `
            : html`<${Empty}>${t('scenario.unchanged')}<//>`
        }
      <//>
    <//>
  `;
}

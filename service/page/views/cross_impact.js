/** Pengaruh silang: the rounds in which items of the plan are scored against each other, and one of them. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Card, Empty, Table, View, answered } from '../pieces.js';
import { Signed } from '../rights.js';
import { moment, number, t } from '../words.js';
import { Open } from './cross_impact/open.js';
import { Round } from './cross_impact/round.js';

const ROUNDS = gql(`
  query CrossImpacts($plan: String!) {
    plan(slug: $plan) {
      crossImpacts(first: 100) { nodes { number title isClosed madeAt closedAt judgeCount items { localId } } }
    }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function CrossImpact({ address: { id, asked }, plan }) {
  return id
    ? html`<${Round} number=${Number(id) || 0} asked=${asked} plan=${plan} />`
    : html`<${Rounds} asked=${asked} plan=${plan} />`;
}

/** @param {{asked: import('../address.js').Query, plan: import('../shell.js').PlanName}} given */
function Rounds({ asked, plan }) {
  const answer = useAnswer(ROUNDS, { plan: plan.slug });
  return html`
    <${View} title=${t('cross')} kicker=${plan.region.name} lead=${t('cross.lead')}>
      ${answered(answer, ({ plan: { crossImpacts } }) =>
        crossImpacts.nodes.length
          ? html`
              <${Card} title=${t('cross.rounds')} note=${t('about.cross.rounds')}>
              <${Table}
                caption=${t('cross.rounds')}
                head=${[
                  [t('cross.round')],
                  [t('cross.items'), true],
                  [t('cross.judges'), true],
                  [t('cross.opened')],
                  [t('cross.state')],
                ]}
                rows=${crossImpacts.nodes.map((each) => [
                  html`<a href=${href({ view: 'pengaruh', id: String(each.number) })}>${each.title}</a>`,
                  number(each.items.length),
                  number(each.judgeCount),
                  moment(each.madeAt),
                  each.closedAt ? t('cross.closed', { time: moment(each.closedAt) }) : t('cross.open'),
                ])}
              />
              <//>
            `
          : html`<${Empty}>${t('cross.none')}<//>`,
      )}
      <${Card} title=${t('cross.new')} note=${t('cross.new.note')} className="noprint">
        <${Signed} to=${t('cross.new.to')} plan=${plan}>
          <${Open} plan=${plan} like=${Number(asked.seperti ?? 0)} />
        <//>
      <//>
    <//>
  `;
}

/** Objectives: the coverage of dimensions by objectives. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Heatmap } from '../../heatmap.js';
import { Choice, Empty, OpdLink, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Chosen, LEVELS, column, levelOf, namesOf, pick, told } from './coverage.js';

/** @typedef {import('./coverage.js').Common} Common */

const OBJECTIVES = gql(`
  query Objectives($plan: String!, $year: Year, $level: ObjectiveLevel!) {
    plan(slug: $plan) {
      coverage { byObjective(year: $year, objectiveLevel: $level) {
        columns { id text opd { shortName name } }
        cells { dimension { code } column { id } programs budget }
        gaps
      } }
    }
  }
`);

/** @param {Common & {show: string}} given */
export function Objectives({ asked, dimensions, plan, year, show }) {
  const level = levelOf(asked);
  const answer = useAnswer(OBJECTIVES, { plan: plan.slug, year, level });
  return html`
    <div class="bar">
      <${Choice}
        name="level"
        label=${t('objective.level')}
        value=${level}
        options=${LEVELS.map((each) => [each, t(`ObjectiveLevel.${each}`)])}
      />
    </div>
    ${answered(
      answer,
      ({
        plan: {
          coverage: {
            byObjective: { columns, cells, gaps },
          },
        },
      }) => {
        if (!columns.length) return html`<${Empty}>${t('objectives.none')}<//>`;
        const names = namesOf(
          dimensions,
          columns.map((each) => [each.id, each.text]),
        );
        return html`
          ${
            cells.length
              ? html`<p class="note">${t('coverage.gapcount', { count: number(gaps) })}</p>`
              : html`<p class="notice"><a href=${href({ view: 'tinjauan' })}>${t('coverage.unplaced')}</a></p>`
          }
          <${Heatmap}
            caption=${t('coverage.caption.objective')}
            corner=${t('objective')}
            columns=${dimensions.map(column)}
            rows=${columns.map((each) => ({
              key: each.id,
              label: html`
                ${each.opd && html`<${OpdLink} opd=${each.opd} className="who" /> `}
                <a class="wide" href=${href({ view: 'sasaran', id: each.id })}>${each.text}</a>
              `,
            }))}
            cell=${told(cells, show, names)}
            onPick=${pick}
          />
          <${Chosen} asked=${asked} names=${names} plan=${plan} year=${year} byOpd=${false} />
        `;
      },
    )}
  `;
}

/** Since: the review of an earlier revision beside that of today, for the plan and each dimension. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { Card, Choice, Table, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { money, named } from './pieces.js';

const REVISIONS = gql(`
  query ReviewedRevisions($plan: String!) {
    plan(slug: $plan) { revisions(first: 100, orderBy: NEWEST) { nodes { revision reason } } }
  }
`);
const THEN = gql(`
  query ReviewedThen($plan: String!, $since: Revision!, $years: [Year!], $language: Language!) {
    then: plan(slug: $plan, asOf: $since) { review(years: $years) { index budget dimensions { code index budget } } }
    now: plan(slug: $plan) {
      review(years: $years) { index budget dimensions { code name(language: $language) index budget } }
    }
  }
`);

/**
 * @typedef {{asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName, years: number[] | null}}
 *   Given
 */

/** @param {Given} given */
export function Since({ asked, plan, years }) {
  const answer = useAnswer(REVISIONS, { plan: plan.slug });
  return answered(answer, ({ plan: { revisions } }) => {
    const earlier = revisions.nodes.slice(1);
    if (!earlier.length) return null;
    const chosen = earlier.find((each) => String(each.revision) === asked.sejak);
    return html`
      <${Card}
        title=${t('review.since')}
        note=${t('review.since.note')}
        aside=${html`
          <${Choice}
            name="sejak"
            label=${t('review.since.revision')}
            value=${asked.sejak ?? ''}
            all="–"
            options=${earlier.map((each) => [String(each.revision), `${number(each.revision)} ${each.reason}`.trim()])}
          />
        `}
      >
        ${chosen && html`<${Beside} plan=${plan} since=${chosen.revision} years=${years} />`}
      <//>
    `;
  });
}

/** @param {{plan: import('../../shell.js').PlanName, since: number, years: number[] | null}} given */
function Beside({ plan, since, years }) {
  const answer = useAnswer(THEN, { plan: plan.slug, since, years });
  return answered(answer, ({ then, now }) => {
    const was = new Map(then.review.dimensions.map((each) => [each.code, each]));
    const all = { code: '', name: t('review.whole'), index: now.review.index, budget: now.review.budget };
    const rows = [all, ...now.review.dimensions].map((each) => [
      each.name,
      named((each.code ? was.get(each.code) : then.review)?.index),
      named(each.index),
      money((each.code ? was.get(each.code) : then.review)?.budget),
      money(each.budget),
    ]);
    return html`
      <${Table}
        caption=${t('review.since')}
        head=${[
          [t('dimension')],
          [`${t('review.index')}, ${t('revision.number', { revision: number(since) })}`, true],
          [t('review.index'), true],
          [`${t('budget')}, ${t('revision.number', { revision: number(since) })}`, true],
          [t('budget'), true],
        ]}
        rows=${rows}
      />
    `;
  });
}

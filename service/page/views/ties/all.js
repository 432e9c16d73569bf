/** All: every dependency between OPDs in one list, with where it comes from and what people said of it. */
import { html } from '../../vendor/preact.js';
import { askAll, gql, useAsked } from '../../api.js';
import { Card, Switch, answered } from '../../pieces.js';
import { language, t } from '../../words.js';
import { fits } from './filters.js';
import { LinkTable, Origins } from './link.js';

const ALL = gql(`
  query AllTies($plan: String!, $after: String) {
    plan(slug: $plan) {
      links(first: 100, after: $after, filter: { kind: DEPENDS_ON, acrossOpds: true }) {
        nodes {
          id dependencyKind origin confidence reason source entry standing
          originNode { ...AllTiesEnd }
          targetNode { ...AllTiesEnd }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
  fragment AllTiesEnd on PlanNode {
    __typename id label ... on Program { opd { shortName name } years { year } } ... on Opd { shortName name }
  }
`);

/** @param {import('./outward.js').Way} given */
export function All({ asked, plan }) {
  const answer = useAsked(
    (signal) => askAll(ALL, { plan: plan.slug }, (data) => data.plan.links, signal),
    [plan.slug, language()],
  );
  return answered(answer, (links) => {
    const shown = links.filter((each) => fits(asked.ditolak ? { ...each, standing: 'OPEN' } : each, asked));
    return html`
      <${Card}>
        <div class="bar noprint"><${Switch} name="ditolak" label=${t('ties.rejected')} value=${asked.ditolak} /></div>
        <${Origins} links=${shown} />
        <${LinkTable} links=${shown} caption=${t('ties.all')} kept="" />
      <//>
    `;
  });
}

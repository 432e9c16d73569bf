/** Proposals: the mission of each outcome that stands under none; planners confirm them one by one. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { askAll, gql, useAsked } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { More } from '../../more.js';
import { Card, OpdLink, Table, answered } from '../../pieces.js';
import { Signed, useRights } from '../../rights.js';
import { language, number, t } from '../../words.js';

const PROPOSALS = gql(`
  query MissionProposals($plan: String!, $after: String, $language: Language!) {
    plan(slug: $plan) {
      review {
        proposals(first: 100, after: $after) {
          nodes {
            reason(language: $language)
            objective { id text opd { shortName name } }
            mission { id code text }
          }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);
const PLACE = gql(`
  mutation Place($input: AddLinkInput!) {
    addLink(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof PROPOSALS>['plan']['review']['proposals']['nodes'][number]} Proposal */

const STEP = 15;

/** @param {{asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName}} given */
export function Proposals({ asked, plan }) {
  const answer = useAsked(
    (signal) => askAll(PROPOSALS, { plan: plan.slug }, (data) => data.plan.review.proposals, signal),
    [plan.slug, plan.revision, language()],
    { stays: true },
  );
  const { isPlanner } = useRights(plan);
  return answered(answer, (proposals) =>
    proposals.length
      ? html`
          <${Card}
            title=${t('review.proposals', { count: number(proposals.length) })}
            note=${t('review.proposals.note')}
          >
            <${Signed} to=${t('review.confirm.to')} plan=${plan} />
            <${Table}
              caption=${t('review.proposals', { count: number(proposals.length) })}
              head=${[[t('objective')], [t('opd')], [t('review.mission')], [t('reason')], ...(isPlanner ? [['']] : [])]}
              rows=${proposals
                .slice(0, Number(asked.usulan ?? STEP))
                .map((each) => [
                  html`<a href=${href({ view: 'sasaran', id: each.objective.id })}>${each.objective.text}</a>`,
                  html`<${OpdLink} opd=${each.objective.opd} className="" />`,
                  each.mission ? html`<span title=${each.mission.text}>${each.mission.code}</span>` : '–',
                  each.reason,
                  ...(isPlanner
                    ? [each.mission && html`<${Confirm} key=${each.objective.id} plan=${plan} proposal=${each} />`]
                    : []),
                ])}
            />
            <${More} asked=${asked} name="usulan" total=${proposals.length} step=${STEP} />
          <//>
        `
      : null,
  );
}

/** @param {{plan: import('../../shell.js').PlanName, proposal: Proposal}} given */
function Confirm({ plan, proposal: { mission, objective, reason } }) {
  const [wrong, set] = useState('');
  const doing = useDoing();
  const place = async () => {
    const link = { kind: 'CONTAINS', originNode: mission?.id ?? '', targetNode: objective.id, reason };
    set((await act(PLACE, { plan: plan.slug, link: /** @type {any} */ (link), reason: t('review.placed') })).wrong);
  };
  return html`
    ${wrong && html`<span class="bad" role="alert">${wrong}</span>`}
    <button type="button" class="noprint" disabled=${doing} onClick=${place}>${t('review.confirm')}</button>
  `;
}

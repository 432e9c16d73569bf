/** Decide: what a meeting decides of an item, with lead, OPDs, output and day; who was not first sees what was said. */
import { html, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, Lines, Select, namesIn } from '../../form.js';
import { StandingTag } from '../../pieces.js';
import { called, day, moment, t } from '../../words.js';
import { STANDINGS } from '../recommendations.js';

const DECIDE = gql(`
  mutation DecideItem($input: DecideItemInput!) {
    decideItem(input: $input) {
      meeting { number }
      errors {
        __typename ... on Problem { message }
        ... on DecisionConflict { decision { number standing reason author madeAt } }
      }
    }
  }
`);
const WITHDRAW = gql(`
  mutation WithdrawItemDecision($input: WithdrawItemDecisionInput!) {
    withdrawItemDecision(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */

/** @param {{decision: NonNullable<import('./follow.js').Item['decision']>}} given */
export const Decided = ({ decision }) => html`
  <dl class="facts">
    <dt>${t('decision')}</dt>
    <dd>
      <${StandingTag} standing=${decision.standing} />
      ${decision.until && html` ${t('decision.until', { day: day(decision.until) })}`}
    </dd>
    ${decision.reason && html`<dt>${t('reason')}</dt><dd class="kept">${decision.reason}</dd>`}
    ${
      decision.lead &&
      html`<dt>${t('lead')}</dt><dd>${[decision.lead, ...decision.opds].map((each) => each.shortName).join(', ')}</dd>`
    }
    ${decision.output && html`<dt>${t('output')}</dt><dd>${decision.output}</dd>`}
    ${decision.due && html`<dt>${t('due')}</dt><dd>${day(decision.due)}</dd>`}
    <dt>${t('decision.by')}</dt>
    <dd>${decision.author}${decision.madeAt && `, ${moment(decision.madeAt)}`}</dd>
  </dl>
`;

/** @param {import('./item.js').Given} given */
export function Decide({ item, meeting, plan }) {
  const [theirs, show] = useState(/** @type {import('#documents').Decided | null} */ (null));
  const of = { plan: plan.slug, meeting: meeting.number, item: item.number };
  const seen = theirs?.number ?? item.decision?.number ?? null;
  const save = async (/** @type {Written} */ written) => {
    const outcome = await act(DECIDE, {
      ...of,
      standing: STANDINGS.find((each) => each === written.standing) ?? 'ACCEPTED',
      reason: written.reason?.trim() ?? '',
      until: (written.standing === 'DEFERRED' && written.until) || null,
      lead: written.lead?.trim() ?? '',
      opds: namesIn(written.opds),
      output: written.output?.trim() ?? '',
      due: written.due || null,
      seenDecision: seen,
    });
    show(outcome.decided?.decision ?? null);
    return outcome;
  };
  return html`
    <h4>${t('decision')}</h4>
    ${
      theirs &&
      html`
        <div class="notice bad conflict" role="alert">
          <h3>${t('conflict.decided')}</h3>
          <p><${StandingTag} standing=${theirs.standing} /> ${theirs.reason}</p>
          <p class="note">${theirs.author}${theirs.madeAt && `, ${moment(theirs.madeAt)}`}</p>
          <p>${t('meeting.decideagain')}</p>
        </div>
      `
    }
    <${Form}
      subject=${`decide/${plan.slug}/${meeting.number}/${item.number}`}
      first=${{ standing: 'ACCEPTED' }}
      button=${t('meeting.decide')}
      main
      save=${save}
    >
      ${(/** @type {Written} */ written) => html`
        <${Select}
          name="standing"
          label=${t('decision')}
          value=${written.standing}
          options=${STANDINGS.map((each) => [each, called('DecisionStanding', each)])}
        />
        <${Lines}
          name="reason"
          label=${t('reason')}
          value=${written.reason}
          required=${written.standing !== 'ACCEPTED'}
        />
        ${
          written.standing === 'DEFERRED' &&
          html`<${Line} name="until" label=${t('decision.until.write')} value=${written.until} type="date" />`
        }
        <${Line} name="lead" label=${t('lead')} value=${written.lead} />
        <${Line} name="opds" label=${t('decision.opds')} value=${written.opds} />
        <${Line} name="output" label=${t('output')} value=${written.output} />
        <${Line} name="due" label=${t('due')} value=${written.due} type="date" />
      `}
    <//>
    ${item.decision && html`<${Withdraw} of=${of} seen=${item.decision.number} />`}
  `;
}

/** @param {{of: {plan: string, meeting: number, item: number}, seen: number}} given */
const Withdraw = ({ of, seen }) => html`
  <${Form}
    subject=${`withdraw/${of.plan}/${of.meeting}/${of.item}`}
    first=${{}}
    button=${t('decision.withdraw')}
    save=${({ reason = '' }) => act(WITHDRAW, { ...of, seenDecision: seen, reason })}
  >
    ${(/** @type {Written} */ written) => html`
      <${Line} name="reason" label=${t('decision.withdraw.why')} value=${written.reason} required />
    `}
  <//>
`;

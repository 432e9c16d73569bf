/** Proposed: what became of the proposals, one by its number or the newest. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { Search } from '../../fields.js';
import { Rest } from '../../more.js';
import { Card, Empty, answered } from '../../pieces.js';
import { called, day, t, within } from '../../words.js';

const PROPOSED = gql(`
  query Proposed($plan: String!) {
    plan(slug: $plan) {
      proposals(first: 20) {
        totalCount
        nodes { number kind standing text answer madeAt outcome about { label } }
      }
    }
  }
`);
const NUMBERED = gql(`
  query NumberedProposal($plan: String!, $number: Int!) {
    plan(slug: $plan) {
      proposal(number: $number) { number kind standing text answer madeAt outcome about { label } }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof PROPOSED>['plan']['proposals']['nodes'][number]} Proposal */

/** @param {{plan: {slug: string}, number: string, isOpen: boolean}} given `number`: the one that is looked up */
export function Proposed({ plan, number, isOpen }) {
  const answer = useAnswer(PROPOSED, { plan: plan.slug });
  if (!isOpen && !answer.data?.plan.proposals.totalCount) return null;
  return html`
    <${Card} title=${t('public.became')} note=${t('public.became.note')}>
      <div class="bar tools"><${Search} name="nomor" label=${t('public.number')} value=${number} /></div>
      ${
        number
          ? html`<${Numbered} plan=${plan} number=${Number(number) || 0} />`
          : answered(answer, ({ plan: { proposals } }) =>
              proposals.nodes.length
                ? html`
                    <ul class="plain-list">
                      ${proposals.nodes.map((each) => html`<${One} key=${each.number} proposal=${each} />`)}
                    </ul>
                    <${Rest} list=${proposals} />
                  `
                : html`<${Empty}>${t('public.became.none')}<//>`,
            )
      }
    <//>
  `;
}

/** The largest number that a query may ask for. */
const MOST = 2 ** 31 - 1;

/** @param {{plan: {slug: string}, number: number}} given */
function Numbered({ plan, number }) {
  const fits = Number.isInteger(number) && number > 0 && number <= MOST;
  const answer = useAnswer(NUMBERED, { plan: plan.slug, number: fits ? number : 0 });
  return answered(answer, ({ plan: { proposal } }) =>
    proposal
      ? html`<ul class="plain-list"><${One} proposal=${proposal} /></ul>`
      : html`<${Empty}>${t('public.unknown')}<//>`,
  );
}

/** @param {{proposal: Proposal}} given */
const One = ({ proposal }) => html`
  <li>
    <strong>${t('public.no', { number: proposal.number })}</strong>${' '}
    <${ProposalTag} standing=${proposal.standing} />
    <p class="note">
      ${[
        called('ProposalKind', proposal.kind),
        day(proposal.madeAt.slice(0, 10)),
        proposal.about?.label,
        proposal.outcome && t('public.as', { what: within('ProposalOutcome', proposal.outcome) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    ${proposal.text && html`<p class="kept foreign">${proposal.text}</p>`}
    ${proposal.answer && html`<p class="kept">${t('public.answer')}: ${proposal.answer}</p>`}
  </li>
`;

/** What became of a proposal, in its colour. @param {{standing: string}} given */
export const ProposalTag = ({ standing }) => html`
  <span class="tag ${{ TAKEN_OVER: 'good', DECLINED: 'bad' }[standing] ?? ''}">
    ${called('ProposalStanding', standing)}
  </span>
`;

/** Usulan: what the public proposed, for planners to answer: taken over as comment, link or scenario, or declined. */
import { html, useState } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { act } from '../deed.js';
import { Form, Line, Lines, Select } from '../form.js';
import { Card, Choice, Empty, NodeLink, View, answered } from '../pieces.js';
import { Signed } from '../rights.js';
import { called, moment, t, within } from '../words.js';
import { ProposalTag } from './public/proposed.js';
import { NEEDS } from './ties/needs.js';
import { Picker } from './ties/picker.js';

const PROPOSALS = gql(`
  query Proposals($plan: String!, $after: String, $filter: ProposalFilter) {
    plan(slug: $plan) {
      proposals(first: 100, after: $after, filter: $filter) {
        nodes {
          number kind standing text name contact answer madeAt outcome subject
          about { __typename id label ... on Opd { shortName name } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const MATTERS = gql(`
  query ProposalMatters($plan: String!, $language: Language!) {
    plan(slug: $plan) { initiatives(first: 100) { nodes { fingerprint rank title(language: $language) } } }
  }
`);
const TAKE = gql(`
  mutation TakeOverProposal($input: TakeOverProposalInput!) {
    takeOverProposal(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const DECLINE = gql(`
  mutation DeclineProposal($input: DeclineProposalInput!) {
    declineProposal(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const STANDINGS = /** @type {const} */ (['OPEN', 'TAKEN_OVER', 'DECLINED']);
const OUTCOMES = /** @type {const} */ (['COMMENT', 'LINK', 'SCENARIO']);
/** @typedef {import('#documents').DataOf<typeof PROPOSALS>['plan']['proposals']['nodes'][number]} Proposal */
/** @typedef {import('../form.js').Written} Written */
/** @typedef {import('../address.js').Query} Query */

/** @param {import('../shell.js').Given} given */
export default function Proposals({ address: { asked }, plan }) {
  const standing = asked.status === 'semua' ? null : (STANDINGS.find((each) => each === asked.status) ?? 'OPEN');
  const answer = useAsked(
    (signal) => askAll(PROPOSALS, { plan: plan.slug, filter: { standing } }, (data) => data.plan.proposals, signal),
    [plan.slug, standing],
  );
  return html`
    <${View}
      title=${t('proposals')}
      kicker=${plan.region.name}
      lead=${t('proposals.lead')}
      actions=${html`<a class="go" href=${href({ view: 'publik' })}>${t('public.view')}</a>`}
    >
      <${Signed} to=${t('proposals.to')} plan=${plan}>
        <div class="bar tools">
          <${Choice}
            name="status"
            label=${t('task.standing')}
            value=${asked.status ?? 'OPEN'}
            options=${[...STANDINGS.map((each) => [each, called('ProposalStanding', each)]), ['semua', t('all')]]}
          />
        </div>
        ${answered(answer, (all) =>
          all.length
            ? all.map((each) => html`<${One} key=${each.number} proposal=${each} plan=${plan} asked=${asked} />`)
            : html`<${Empty}>${t('proposals.none')}<//>`,
        )}
      <//>
    <//>
  `;
}

/** @param {{proposal: Proposal, plan: {slug: string}, asked: Query}} given */
function One({ proposal, plan, asked }) {
  const isChosen = asked.jawab === String(proposal.number);
  return html`
    <${Card}
      title=${t('public.no', { number: proposal.number })}
      note=${html`
        ${called('ProposalKind', proposal.kind)} · ${moment(proposal.madeAt)}
        ${proposal.about && html` · <${NodeLink} node=${proposal.about} />`}
      `}
      aside=${html`<${ProposalTag} standing=${proposal.standing} />`}
    >
      ${proposal.text && html`<p class="kept foreign">${proposal.text}</p>`}
      ${
        (proposal.name || proposal.contact) &&
        html`<p class="note">${[proposal.name, proposal.contact].filter(Boolean).join(' · ')}</p>`
      }
      ${
        proposal.answer &&
        html`
          <p class="kept">${t('public.answer')}: ${proposal.answer}</p>
          ${proposal.outcome && html`<p class="note">${becameOf(proposal)}</p>`}
        `
      }
      ${
        proposal.standing === 'OPEN' &&
        (isChosen
          ? html`<${Answer} proposal=${proposal} plan=${plan} asked=${asked} />`
          : html`
              <p class="noprint">
                <button
                  type="button"
                  aria-label=${`${t('proposals.answer')}: ${t('public.no', { number: proposal.number })}`}
                  onClick=${() => change({ jawab: proposal.number, asal: '', tujuan: '' })}
                >
                  ${t('proposals.answer')}
                </button>
              </p>
            `)
      }
    <//>
  `;
}

/** @param {Proposal} proposal */
function becameOf({ outcome, subject }) {
  const said = t('public.as', { what: within('ProposalOutcome', outcome) });
  if (outcome === 'COMMENT' && subject) return html`<a href=${href({ view: 'inisiatif', id: subject })}>${said}</a>`;
  return subject ? `${said}: ${subject}` : said;
}

/** @param {{proposal: Proposal, plan: {slug: string}, asked: Query}} given */
function Answer({ proposal, plan, asked }) {
  const [outcome, choose] = useState('COMMENT');
  const matters = useAnswer(MATTERS, { plan: plan.slug }).data?.plan.initiatives.nodes ?? [];
  const of = { plan: plan.slug, proposal: proposal.number };
  const take = (/** @type {Written} */ { answer = '', text = '', matter, name, need }) =>
    act(TAKE, {
      ...of,
      answer,
      text,
      commentOn: outcome === 'COMMENT' ? (matter ?? '') : null,
      scenario: outcome === 'SCENARIO' ? (name ?? '') : null,
      link:
        outcome === 'LINK'
          ? {
              kind: 'DEPENDS_ON',
              originNode: asked.asal ?? '',
              targetNode: asked.tujuan ?? '',
              dependencyKind: NEEDS.find((each) => each === need) ?? 'DATA',
              reason: text || proposal.text || '',
            }
          : null,
    });
  return html`
    <div class="tabs wrap" role="group" aria-label=${t('proposals.as')}>
      ${[...OUTCOMES, 'DECLINED'].map(
        (each) => html`
          <button type="button" aria-pressed=${each === outcome ? 'true' : 'false'} onClick=${() => choose(each)}>
            ${each === 'DECLINED' ? t('proposals.decline') : called('ProposalOutcome', each)}
          </button>
        `,
      )}
    </div>
    ${
      outcome === 'LINK' &&
      html`
        <div class="bar tools">
          <${Picker} name="asal" label=${t('proposals.needing')} value=${asked.asal ?? ''} plan=${plan} />
          <${Picker} name="tujuan" label=${t('proposals.needed')} value=${asked.tujuan ?? ''} plan=${plan} />
        </div>
      `
    }
    ${
      outcome === 'DECLINED'
        ? html`
            <${Form}
              key="declined"
              subject=${`decline/${plan.slug}/${proposal.number}`}
              first=${{}}
              button=${t('proposals.decline')}
              save=${({ reason = '' }) => act(DECLINE, { ...of, reason })}
            >
              ${(/** @type {Written} */ written) => html`
                <${Lines} name="reason" label=${t('proposals.why')} value=${written.reason} required maxlength="2000" />
              `}
            <//>
          `
        : html`
            <${Form}
              key="taken"
              subject=${`take/${plan.slug}/${proposal.number}`}
              first=${{ text: proposal.text ?? '', need: 'DATA' }}
              button=${t('proposals.take')}
              main
              save=${take}
            >
              ${(/** @type {Written} */ written) => html`
                ${
                  outcome === 'COMMENT' &&
                  html`
                    <${Select}
                      name="matter"
                      label=${t('proposals.matter')}
                      value=${written.matter}
                      none=${t('proposals.choose')}
                      required
                      options=${matters.map((each) => [each.fingerprint, `${each.rank}. ${each.title}`])}
                    />
                  `
                }
                ${
                  outcome === 'SCENARIO' &&
                  html`
                    <${Line}
                      name="name"
                      label=${t('proposals.scenario')}
                      value=${written.name}
                      required
                      maxlength="200"
                    />
                  `
                }
                ${
                  outcome === 'LINK' &&
                  html`
                    <${Select}
                      name="need"
                      label=${t('proposals.need')}
                      value=${written.need}
                      options=${NEEDS.map((each) => [each, called('DependencyKind', each)])}
                    />
                  `
                }
                <${Lines} name="text" label=${t('proposals.words')} value=${written.text} maxlength="2000" rows="4" />
                <${Lines}
                  name="answer"
                  label=${t('proposals.told')}
                  value=${written.answer}
                  required
                  maxlength="2000"
                />
              `}
            <//>
          `
    }
  `;
}

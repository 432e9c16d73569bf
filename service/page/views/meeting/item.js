/** An item of an agenda: what it is about, what was said, how agencies vote, and what is decided. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Form, Line, Lines } from '../../form.js';
import { OpdLink } from '../../pieces.js';
import { called, moment, t } from '../../words.js';
import { Adopt, Said, useVoices } from '../ties/say.js';
import { Decide, Decided } from './decide.js';

const NOTE = gql(`
  mutation NoteItem($input: NoteItemInput!) {
    noteItem(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const VOTE = gql(`
  mutation VoteOnItem($input: VoteOnItemInput!) {
    voteOnItem(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const OPD_NAME = gql(`
  query OpdName($plan: String!, $opd: String!) { plan(slug: $plan) { opd(shortName: $opd) { shortName } } }
`);
const CHOICES = /** @type {const} */ (['FOR', 'AGAINST', 'ABSTAIN']);
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {import('./follow.js').Item} Item */
/** @typedef {import('./one.js').Given & {item: Item}} Given */

/** The page of what an item is about, where it has one. @param {Item} item */
export function whereabouts({ kind, reference }) {
  if (!reference) return '';
  if (kind === 'INITIATIVE') return href({ view: 'inisiatif', id: reference });
  if (kind === 'EVALUATION') {
    const [, year = '', soal = ''] = reference.split('/');
    return href({ view: 'evaluasi', id: year, asked: { soal } });
  }
  return kind === 'FINDING' ? href({ view: 'temuan' }) : '';
}

/** @param {Given} given */
export function Matter(given) {
  const { item, meeting, rights } = given;
  const about = whereabouts(item);
  const speaks = rights.isPlanner || rights.opds.length > 0;
  const mayWrite = meeting.isReadable && !meeting.closedAt && speaks;
  return html`
    ${about && html`<p class="noprint"><a href=${about}>${t('meeting.about')}</a></p>`}
    ${item.kind === 'LINK' && html`<${Tie} ...${given} />`}
    ${
      item.notes.nodes.length > 0 &&
      html`
        <ul class="plain-list tight">
          ${item.notes.nodes.map(
            (each) => html`
              <li>
                ${each.opd && html`<${OpdLink} opd=${each.opd} /> `}<span class="kept">${each.text}</span>
                <span class="note"> ${each.author}, ${moment(each.madeAt)}</span>
              </li>
            `,
          )}
        </ul>
      `
    }
    ${item.isVoted && meeting.isReadable && html`<${Votes} ...${given} mayVote=${mayWrite} />`}
    ${item.decision && html`<${Decided} decision=${item.decision} />`}
    ${
      mayWrite &&
      html`
        <details class="filters noprint">
          <summary>${t(rights.isPlanner ? 'meeting.write' : 'meeting.speak')}</summary>
          <${Note} ...${given} />
          ${rights.isPlanner && html`<${Decide} ...${given} />`}
        </details>
      `
    }
  `;
}

/** What agencies say of a tie; a planner adds one that they propose. @param {Given} given */
function Tie({ item, plan, rights }) {
  const voiced = useVoices(plan.slug).data?.find((each) => each.localId === item.reference);
  if (!voiced) return null;
  return html`
    <${Said} voiced=${voiced} />
    ${rights.isPlanner && voiced.isProposed && html`<${Adopt} voiced=${voiced} plan=${plan} />`}
  `;
}

/** @param {Given & {mayVote: boolean}} given */
function Votes({ item, meeting, plan, rights, mayVote }) {
  const counted = item.votes.nodes.filter((each) => each.counts);
  const parties = [...meeting.invited.nodes, ...meeting.present.nodes].map((each) => each.node);
  const names = parties.flatMap((node) => (node?.__typename === 'Opd' ? [node.shortName] : []));
  const voters = rights.isPlanner ? [...new Set(names)] : rights.opds;
  const of = { plan: plan.slug, meeting: meeting.number, item: item.number };
  return html`
    <h4>${t('meeting.votes')}</h4>
    <p class="tags">
      ${
        counted.length
          ? counted.map((each) => html`<${VoteTag} vote=${each} />`)
          : html`<span class="note">${t('meeting.votes.none')}</span>`
      }
    </p>
    ${mayVote && voters.map((opd) => html`<${Voter} key=${opd} of=${of} opd=${opd} />`)}
  `;
}

/** What an agency votes. @param {{vote: Item['votes']['nodes'][number]}} given */
export const VoteTag = ({ vote }) => html`
  <span class="tag ${{ FOR: 'good', AGAINST: 'bad', ABSTAIN: '' }[vote.choice]}" title=${vote.reason}>
    ${vote.opd?.shortName}: ${called('VoteChoice', vote.choice)}
  </span>
`;

/** @param {{of: {plan: string, meeting: number, item: number}, opd: string}} given `opd`: its short name or id */
function Voter({ of, opd }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const name = useAnswer(OPD_NAME, { plan: of.plan, opd }).data?.plan.opd?.shortName ?? opd;
  const vote = async (/** @type {typeof CHOICES[number]} */ choice) =>
    set((await act(VOTE, { ...of, opd, choice })).wrong);
  return html`
    <p class="tags noprint" role="group" aria-label=${t('meeting.votefor', { opd: name })}>
      <span>${name}</span>
      ${CHOICES.map(
        (choice) => html`
          <button type="button" class="small" disabled=${doing} onClick=${() => vote(choice)}>
            ${called('VoteChoice', choice)}
          </button>
        `,
      )}
    </p>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}

/** @param {Given} given */
function Note({ item, meeting, plan, rights }) {
  const save = ({ text = '', opd = '' }) =>
    act(NOTE, { plan: plan.slug, meeting: meeting.number, item: item.number, text, opd: opd.trim() });
  return html`
    <${Form}
      subject=${`note/${plan.slug}/${meeting.number}/${item.number}`}
      first=${{}}
      button=${t('meeting.note')}
      save=${save}
    >
      ${(/** @type {Written} */ written) => html`
        <${Lines} name="text" label=${t('meeting.note.write')} value=${written.text} required />
        ${
          (rights.isPlanner || rights.opds.length > 1) &&
          html`<${Line} name="opd" label=${t('meeting.for')} value=${written.opd} />`
        }
      `}
    <//>
  `;
}

/** Agenda: the items in their order, which a planner changes and shows on the screens. */
import { html, useState } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Box, Form, Line, Select } from '../../form.js';
import { Card, Empty, StandingTag, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Matter } from './item.js';
import { ADD, PRESENT } from './present.js';

const REMOVE = gql(`
  mutation RemoveFromAgenda($input: AgendaItemDeed!) {
    removeFromAgenda(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const REORDER = gql(`
  mutation ReorderAgenda($input: ReorderAgendaInput!) {
    reorderAgenda(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const MATTERS = gql(`
  query Matters($plan: String!, $language: Language!) {
    plan(slug: $plan) {
      initiatives(first: 60) {
        nodes { fingerprint title(language: $language) actions { fingerprint title(language: $language) } }
      }
      findings(first: 60) { nodes { fingerprint message(language: $language) } }
      masterplanPrograms(first: 100) { nodes { id label } }
      programs(first: 100, filter: { level: PROGRAM }) { nodes { id label } }
      links(first: 60, filter: { kind: DEPENDS_ON, acrossOpds: true }, orderBy: CONFIDENCE) {
        nodes { id originNode { label } targetNode { label } }
      }
      voicedLinks(first: 60, filter: { isProposed: true }) {
        nodes { localId link { originNode { label } targetNode { label } } }
      }
      scenarios(first: 60) { nodes { name } }
      evaluationRounds {
        year about raising(first: 40) { nodes { question { code about name(language: $language) } } }
      }
    }
  }
`);
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {import('#documents').DataOf<typeof MATTERS>['plan']} Plan */

/** @param {{originNode: {label: string}, targetNode: {label: string}}} link */
const ends = (link) => `${link.originNode.label} → ${link.targetNode.label}`;
/** @param {string} reference @param {string} name @returns {[string, string]} */
const pair = (reference, name) => [reference, name];
/**
 * What an agenda is made of: the kind that the service knows, and what there is of it, each by reference and name.
 * @type {Record<string, ['INITIATIVE' | 'ACTION' | 'FINDING' | 'NODE' | 'LINK' | 'SCENARIO' | 'EVALUATION' | 'TOPIC',
 *   (plan: Plan) => [string, string][]]>}
 */
const KINDS = {
  TOPIC: ['TOPIC', () => []],
  INITIATIVE: ['INITIATIVE', (plan) => plan.initiatives.nodes.map((each) => [each.fingerprint, each.title])],
  ACTION: [
    'ACTION',
    (plan) => plan.initiatives.nodes.flatMap(({ actions }) => actions.map((each) => [each.fingerprint, each.title])),
  ],
  FINDING: ['FINDING', (plan) => plan.findings.nodes.map((each) => [each.fingerprint, each.message])],
  MASTERPLAN: ['NODE', (plan) => plan.masterplanPrograms.nodes.map((each) => [each.id, each.label])],
  NODE: ['NODE', (plan) => plan.programs.nodes.map((each) => [each.id, each.label])],
  LINK: ['LINK', (plan) => plan.links.nodes.map((each) => [each.id, ends(each)])],
  PROPOSAL: ['LINK', (plan) => plan.voicedLinks.nodes.map((each) => [each.localId, ends(each.link)])],
  SCENARIO: ['SCENARIO', (plan) => plan.scenarios.nodes.map((each) => [each.name, each.name])],
  EVALUATION: [
    'EVALUATION',
    (plan) =>
      plan.evaluationRounds.flatMap(({ year, about, raising }) => [
        pair(about, t('evaluation.back', { year: String(year) })),
        ...raising.nodes.map(({ question }) => pair(question.about, `${year} ${question.code} ${question.name}`)),
      ]),
  ],
};

/** @param {import('./one.js').Given} given */
export function Agenda(given) {
  const { meeting } = given;
  const items = meeting.agenda.nodes;
  const isShown = (/** @type {{number: number}} */ item) => meeting.presenting?.number === item.number;
  if (!items.length)
    return html`
      <${Card} title=${t('meeting.agenda')} note=${t('about.meeting.agenda')}>
        <${Empty}>${t('meeting.agenda.none')}<//>
      <//>
    `;
  return html`
    <${Card} title=${t('meeting.agenda')} note=${t('about.meeting.agenda')}>
      <ol class="plain-list agenda">
        ${items.map(
          (each, at) => html`
            <li key=${each.number} class=${isShown(each) ? 'marked' : ''}>
              <div class="card-head">
                <h3>${number(at + 1)}. ${each.title}</h3>
                <span class="tags">
                  ${isShown(each) && html`<span class="tag main">${t('meeting.shown')}</span>`}
                  <${StandingTag} standing=${each.decision?.standing} />
                </span>
              </div>
              <p class="note">
                ${[
                  t(`agenda.${each.kind}`),
                  each.minutes && t('meeting.minutes', { count: number(each.minutes) }),
                  each.presenter && t('meeting.by', { opd: each.presenter.shortName }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              ${given.rights.isPlanner && !meeting.closedAt && html`<${Moves} ...${given} at=${at} />`}
              <${Matter} ...${given} item=${each} />
            </li>
          `,
        )}
      </ol>
    <//>
  `;
}

/** @param {import('./one.js').Given & {at: number}} given `at`: its place, from 0 */
function Moves({ meeting, plan, at }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const items = meeting.agenda.nodes;
  const item = items[at];
  if (!item) return null;
  const of = { plan: plan.slug, meeting: meeting.number };
  const done = async (/** @type {Promise<{wrong: string}>} */ deed) => set((await deed).wrong);
  const move = (/** @type {number} */ by) => {
    const order = items.map((each) => each.number);
    order.splice(at + by, 0, ...order.splice(at, 1));
    return done(act(REORDER, { ...of, items: order }));
  };
  const untouched = !(item.notes.nodes.length || item.votes.nodes.length || item.decision);
  return html`
    <p class="tags noprint">
      <button
        type="button"
        disabled=${doing}
        aria-label=${`${t('meeting.present')}: ${item.title}`}
        onClick=${() => done(act(PRESENT, { ...of, item: item.number }))}
      >
        ${t('meeting.present')}
      </button>
      <button
        type="button"
        class="quiet"
        disabled=${doing || at === 0}
        aria-label=${`${t('meeting.up')}: ${item.title}`}
        onClick=${() => move(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="quiet"
        disabled=${doing || at === items.length - 1}
        aria-label=${`${t('meeting.down')}: ${item.title}`}
        onClick=${() => move(1)}
      >
        ↓
      </button>
      ${
        untouched &&
        html`
          <button
            type="button"
            class="quiet"
            disabled=${doing}
            aria-label=${`${t('meeting.remove')}: ${item.title}`}
            onClick=${() => done(act(REMOVE, { ...of, item: item.number }))}
          >
            ${t('meeting.remove')}
          </button>
        `
      }
    </p>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}

/** @param {import('./one.js').Given} given */
export function Add({ meeting, plan }) {
  const answer = useAnswer(MATTERS, { plan: plan.slug });
  const save = (/** @type {Written} */ { what = '', reference = '', title = '', minutes, presenter = '', isVoted }) =>
    act(ADD, {
      plan: plan.slug,
      meeting: meeting.number,
      kind: KINDS[what]?.[0] ?? 'TOPIC',
      reference: what === 'TOPIC' ? '' : reference,
      title: what === 'TOPIC' ? title : '',
      minutes: minutes ? Number(minutes) : null,
      presenter: presenter.trim(),
      isVoted: !!isVoted,
    });
  return html`
    <${Card} title=${t('meeting.add')} note=${t('about.meeting.add')} className="noprint">
      ${answered(
        answer,
        ({ plan: found }) => html`
          <${Form}
            subject=${`agenda/${plan.slug}/${meeting.number}`}
            first=${{ what: 'TOPIC' }}
            button=${t('meeting.add')}
            save=${save}
          >
            ${(/** @type {Written} */ written) => html`
              <${Select}
                name="what"
                label=${t('kind')}
                value=${written.what}
                options=${Object.keys(KINDS).map((each) => [each, t(`agenda.${each}`)])}
              />
              ${
                written.what === 'TOPIC'
                  ? html`<${Line} name="title" label=${t('meeting.topic')} value=${written.title} required />`
                  : html`
                      <${Select}
                        name="reference"
                        label=${t('meeting.matter')}
                        value=${written.reference}
                        none=${t('meeting.choose')}
                        required
                        options=${KINDS[written.what ?? '']?.[1](found) ?? []}
                      />
                    `
              }
              <${Line}
                name="minutes"
                label=${t('meeting.minutes.write')}
                value=${written.minutes}
                type="number"
                min="1"
                max="1440"
              />
              <${Line} name="presenter" label=${t('meeting.presenter')} value=${written.presenter} />
              <${Box} name="isVoted" label=${t('meeting.voted')} value=${written.isVoted} />
            `}
          <//>
        `,
      )}
    <//>
  `;
}

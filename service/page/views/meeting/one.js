/** A meeting: who is there, its agenda with all that is said and decided, its tasks, and how it ends. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Line, Lines, namesIn } from '../../form.js';
import { Card, Empty, View, viewed } from '../../pieces.js';
import { Taken } from '../../taken.js';
import { useRights } from '../../rights.js';
import { called, day, moment, t } from '../../words.js';
import { Assign, TaskList } from '../task.js';
import { Add, Agenda } from './agenda.js';
import { Attendance } from './attendance.js';
import { useMeeting } from './follow.js';

const CLOSE = gql(`
  mutation CloseMeeting($input: CloseMeetingInput!) {
    closeMeeting(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const ADDENDUM = gql(`
  mutation AddAddendum($input: AddAddendumInput!) {
    addAddendum(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {import('./follow.js').Held} Held */
/**
 * @typedef {{meeting: Held, plan: import('../../shell.js').PlanName, rights: import('../../rights.js').Rights}} Given
 *   what each part of a meeting is given
 */

/** @param {{number: number, plan: import('../../shell.js').PlanName}} given */
export function Meeting({ number, plan }) {
  const answer = useMeeting(plan.slug, number);
  const rights = useRights(plan);
  return viewed(answer, ({ plan: { meeting } }) =>
    meeting
      ? html`<${Whole} meeting=${meeting} plan=${plan} rights=${rights} />`
      : html`<${View} title=${t('meeting.unknown')}><//>`,
  );
}

/** @param {Given} given */
function Whole({ meeting, plan, rights }) {
  const isOpen = !meeting.closedAt;
  const given = { meeting, plan, rights };
  return html`
    <${View}
      title=${meeting.title}
      kicker=${called('MeetingBody', meeting.body)}
      lead=${[day(meeting.heldOn), meeting.place, stateOf(meeting)].filter(Boolean).join(' · ')}
      actions=${html`
        <a class="go" href=${href({ view: 'layar', id: String(meeting.number) })}>${t('meeting.screen')}</a>
        ${meeting.files.map((each) => html`<${Taken} file=${each} />`)}
      `}
    >
      ${!meeting.isReadable && html`<p class="notice">${t('meeting.unreadable')}</p>`}
      <${Agenda} ...${given} />
      ${isOpen && rights.isPlanner && html`<${Add} ...${given} />`}
      ${meeting.isReadable && html`<${Attendance} ...${given} />`}
      ${
        meeting.isReadable &&
        html`
          <${Card} title=${t('tasks')} note=${t('about.tasks')}>
            ${
              meeting.tasks.nodes.length
                ? html`<${TaskList} tasks=${meeting.tasks.nodes} />`
                : html`<${Empty}>${t('tasks.none')}<//>`
            }
            ${rights.isPlanner && html`<${Assign} plan=${plan} meeting=${meeting} />`}
          <//>
        `
      }
      ${rights.isPlanner && isOpen && html`<${Close} ...${given} />`}
      ${!isOpen && html`<${Addenda} ...${given} />`}
    <//>
  `;
}

/** @param {Held} meeting */
const stateOf = (meeting) =>
  meeting.closedAt ? t('meeting.closed', { number: meeting.minutesNumber }) : t('meeting.open');

/** @param {Given} given */
function Close({ meeting, plan }) {
  const save = (/** @type {Written} */ { minutesNumber = '', signedBy }) =>
    act(CLOSE, {
      plan: plan.slug,
      meeting: meeting.number,
      minutesNumber,
      signedBy: namesIn(signedBy),
      seenVersion: meeting.version,
    });
  return html`
    <${Card} title=${t('meeting.close')} note=${t('meeting.close.note')} className="noprint">
      <${Form}
        subject=${`close/${plan.slug}/${meeting.number}`}
        first=${{}}
        button=${t('meeting.close')}
        main
        save=${save}
      >
        ${(/** @type {Written} */ written) => html`
          <${Line} name="minutesNumber" label=${t('meeting.number')} value=${written.minutesNumber} required />
          <${Line} name="signedBy" label=${t('meeting.signed.write')} value=${written.signedBy} />
        `}
      <//>
    <//>
  `;
}

/** @param {Given} given */
function Addenda({ meeting, plan, rights }) {
  const save = (/** @type {Written} */ { text = '' }) =>
    act(ADDENDUM, { plan: plan.slug, meeting: meeting.number, text });
  return html`
    <${Card} title=${t('meeting.addenda')} note=${t('about.meeting.addenda')}>
      ${
        meeting.addenda.nodes.length
          ? html`
              <ul class="plain-list">
                ${meeting.addenda.nodes.map(
                  (each) => html`
                    <li><p class="kept">${each.text}</p><p class="note">${each.author}, ${moment(each.madeAt)}</p></li>
                  `,
                )}
              </ul>
            `
          : html`<${Empty}>${t('meeting.addenda.none')}<//>`
      }
      ${
        rights.isPlanner &&
        html`
          <${Form}
            subject=${`addendum/${plan.slug}/${meeting.number}`}
            first=${{}}
            button=${t('meeting.addendum')}
            save=${save}
          >
            ${(/** @type {Written} */ written) => html`
              <${Lines} name="text" label=${t('meeting.addendum.write')} value=${written.text} required />
            `}
          <//>
        `
      }
    <//>
  `;
}

/** Rapat: the meetings on the plan, and one of them; a planner calls a new one. */
import { html } from '../vendor/preact.js';
import { go, href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { act } from '../deed.js';
import { Box, Form, Line, Select, namesIn } from '../form.js';
import { Card, Empty, Table, View, answered } from '../pieces.js';
import { Signed, useRights } from '../rights.js';
import { called, day, number, t, today } from '../words.js';
import { Meeting } from './meeting/one.js';

const MEETINGS = gql(`
  query Meetings($plan: String!) {
    plan(slug: $plan) {
      meetings(first: 100) {
        nodes { number title heldOn place body closedAt minutesNumber agenda(first: 1) { totalCount } }
      }
    }
  }
`);
const CALL = gql(`
  mutation CreateMeeting($input: CreateMeetingInput!) {
    createMeeting(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const BODIES = /** @type {const} */ (['FGD', 'FORUM', 'EXECUTING_TEAM', 'COUNCIL']);

/** @param {import('../shell.js').Given} given */
export default function Meetings({ address: { id }, plan }) {
  return id ? html`<${Meeting} number=${Number(id) || 0} plan=${plan} />` : html`<${All} plan=${plan} />`;
}

/** @param {{plan: import('../shell.js').PlanName}} given */
function All({ plan }) {
  const answer = useAnswer(MEETINGS, { plan: plan.slug });
  const rights = useRights(plan);
  return html`
    <${View}
      title=${t('menu.rapat')}
      lead=${t('meetings.lead')}
      actions=${html`
        <a class="go" href=${href({ view: 'keputusan' })}>${t('decisions')}</a>
        <a class="go" href=${href({ view: 'tugas' })}>${t('tasks')}</a>
        ${rights.isPlanner && html`<a class="go" href=${href({ view: 'usulan' })}>${t('proposals')}</a>`}
        <a class="go" href=${href({ view: 'pengaruh' })}>${t('cross')}</a>
        ${rights.isAdministrator && html`<a class="go" href=${href({ view: 'akses' })}>${t('accesses')}</a>`}
      `}
    >
      ${answered(answer, ({ plan: { meetings } }) =>
        meetings.nodes.length
          ? html`
              <${Table}
                caption=${t('menu.rapat')}
                head=${[
                  [t('meeting.title')],
                  [t('meeting.day')],
                  [t('meeting.body')],
                  [t('meeting.place')],
                  [t('meeting.items'), true],
                  [t('meeting.state')],
                ]}
                rows=${meetings.nodes.map((each) => [
                  html`<a href=${href({ view: 'rapat', id: String(each.number) })}>${each.title}</a>`,
                  day(each.heldOn),
                  called('MeetingBody', each.body),
                  each.place || '–',
                  number(each.agenda.totalCount),
                  each.closedAt ? t('meeting.closed', { number: each.minutesNumber }) : t('meeting.open'),
                ])}
              />
            `
          : html`<${Empty}>${t('meetings.none')}<//>`,
      )}
      <${Card} title=${t('meeting.call')} note=${t('about.meeting.call')} className="noprint">
        <${Signed} to=${t('meeting.call.to')} plan=${plan}><${Call} plan=${plan} /><//>
      <//>
    <//>
  `;
}

/** @param {{plan: import('../shell.js').PlanName}} given */
function Call({ plan }) {
  const save = async (/** @type {import('../form.js').Written} */ written) => {
    const { title = '', heldOn = '', place = '', body, invited, namesPersons } = written;
    const outcome = await act(CALL, {
      plan: plan.slug,
      title,
      heldOn,
      place,
      body: BODIES.find((each) => each === body) ?? 'FGD',
      namesPersons: !!namesPersons,
      invited: namesIn(invited),
    });
    const made = outcome.payload?.meeting;
    if (made) go({ view: 'rapat', id: String(made.number) });
    return outcome;
  };
  return html`
    <${Form}
      subject=${`meeting/${plan.slug}`}
      first=${{ heldOn: today() }}
      button=${t('meeting.call')}
      main
      save=${save}
    >
      ${(/** @type {import('../form.js').Written} */ written) => html`
        <${Line} name="title" label=${t('meeting.title')} value=${written.title} required maxlength="200" />
        <${Line} name="heldOn" label=${t('meeting.day')} value=${written.heldOn} type="date" required />
        <${Line} name="place" label=${t('meeting.place')} value=${written.place} />
        <${Select}
          name="body"
          label=${t('meeting.body')}
          value=${written.body}
          options=${BODIES.map((each) => [each, called('MeetingBody', each)])}
        />
        <${Line} name="invited" label=${t('meeting.invited.write')} value=${written.invited} />
        <${Box} name="namesPersons" label=${t('meeting.persons')} value=${written.namesPersons} />
      `}
    <//>
  `;
}

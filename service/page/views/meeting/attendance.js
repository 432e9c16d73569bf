/** Attendance: who is invited and who came. */
import { html, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Form, Line, namesIn } from '../../form.js';
import { Card, Empty } from '../../pieces.js';
import { t } from '../../words.js';

const INVITE = gql(`
  mutation InviteToMeeting($input: InviteToMeetingInput!) {
    inviteToMeeting(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
const ATTEND = gql(`
  mutation AttendMeeting($input: AttendMeetingInput!) {
    attendMeeting(input: $input) { meeting { number } errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */
/** @typedef {import('./follow.js').Held['invited']['nodes'][number]} Party */

/** @param {import('./one.js').Given} given */
export function Attendance({ meeting, plan, rights }) {
  const came = new Map(meeting.present.nodes.map((each) => [each.name, each]));
  const invited = new Set(meeting.invited.nodes.map((each) => each.name));
  const parties = [...meeting.invited.nodes, ...meeting.present.nodes.filter((each) => !invited.has(each.name))];
  const mayWrite = rights.isPlanner && !meeting.closedAt;
  const of = { plan: plan.slug, meeting: meeting.number };
  return html`
    <${Card} title=${t('meeting.attendance')} note=${t('about.meeting.attendance')}>
      ${
        parties.length
          ? html`
              <ul class="plain-list tight">
                ${parties.map(
                  (each) => html`
                    <li key=${each.name}>
                      <${Came}
                        party=${came.get(each.name) ?? each}
                        is=${came.has(each.name)}
                        of=${mayWrite ? of : null}
                      />
                    </li>
                  `,
                )}
              </ul>
            `
          : html`<${Empty}>${t('meeting.nobody')}<//>`
      }
      ${mayWrite && html`<${More} of=${of} namesPersons=${meeting.namesPersons} />`}
    <//>
  `;
}

/** @param {{party: Party, is: boolean, of: {plan: string, meeting: number} | null}} given */
function Came({ party, is, of }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const said = html`
    ${party.name}
    ${party.persons.length > 0 && html`<span class="note"> – ${party.persons.join(', ')}</span>`}
  `;
  const { node } = party;
  if (!of || !node)
    return html`${said} <span class="tag ${is ? 'good' : ''}">${t(is ? 'meeting.came' : 'meeting.notcame')}</span>`;
  const turn = async (/** @type {import('../../pieces.js').InputEvent_} */ event) =>
    set((await act(ATTEND, { ...of, party: node.id, isPresent: event.currentTarget.checked })).wrong);
  return html`
    <label class="check">
      <input type="checkbox" checked=${is} disabled=${doing} onChange=${turn} /><span>${said}</span>
    </label>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}

/** @param {{of: {plan: string, meeting: number}, namesPersons: boolean}} given */
function More({ of, namesPersons }) {
  const invite = (/** @type {Written} */ { invited }) => act(INVITE, { ...of, invited: namesIn(invited) });
  const attend = (/** @type {Written} */ { party = '', persons = '' }) =>
    act(ATTEND, {
      ...of,
      party: party.trim(),
      persons: persons
        .split(/[,;]/)
        .map((each) => each.trim())
        .filter(Boolean),
    });
  return html`
    <div class="split">
      <${Form} subject=${`invite/${of.plan}/${of.meeting}`} first=${{}} button=${t('meeting.invite')} save=${invite}>
        ${(/** @type {Written} */ written) => html`
          <${Line} name="invited" label=${t('meeting.invited.write')} value=${written.invited} required />
        `}
      <//>
      <${Form} subject=${`attend/${of.plan}/${of.meeting}`} first=${{}} button=${t('meeting.attend')} save=${attend}>
        ${(/** @type {Written} */ written) => html`
          <${Line} name="party" label=${t('meeting.party')} value=${written.party} required />
          ${
            namesPersons &&
            html`<${Line} name="persons" label=${t('meeting.persons.write')} value=${written.persons} />`
          }
        `}
      <//>
    </div>
  `;
}

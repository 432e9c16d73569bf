/** To agenda: puts a recommendation on the agenda of a meeting that is still open. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { act } from '../../deed.js';
import { Form, Select } from '../../form.js';
import { day, t } from '../../words.js';
import { ADD } from './present.js';

const OPEN = gql(`
  query OpenMeetings($plan: String!) {
    plan(slug: $plan) { meetings(first: 20, filter: { isClosed: false }) { nodes { number title heldOn } } }
  }
`);
/** @typedef {import('../../form.js').Written} Written */

/** @param {{plan: {slug: string}, fingerprint: string}} given */
export function ToAgenda({ plan, fingerprint }) {
  const meetings = useAnswer(OPEN, { plan: plan.slug }).data?.plan.meetings.nodes ?? [];
  if (!meetings.length) return null;
  const save = (/** @type {Written} */ { meeting }) =>
    act(ADD, { plan: plan.slug, meeting: Number(meeting), kind: 'INITIATIVE', reference: fingerprint });
  return html`
    <details class="filters noprint">
      <summary>${t('meeting.toagenda')}</summary>
      <${Form}
        subject=${`toagenda/${plan.slug}/${fingerprint}`}
        first=${{ meeting: String(meetings[0]?.number) }}
        button=${t('meeting.add')}
        save=${save}
      >
        ${(/** @type {Written} */ written) => html`
          <${Select}
            name="meeting"
            label=${t('meeting.title')}
            value=${written.meeting}
            options=${meetings.map((each) => [String(each.number), `${each.title}, ${day(each.heldOn)}`])}
          />
        `}
      <//>
    </details>
  `;
}

/** Task: what an agency took upon itself, how far it is, and the forms to give one and to tell of it. */
import { html } from '../vendor/preact.js';
import { gql, useAnswer } from '../api.js';
import { act } from '../deed.js';
import { Form, Line, Lines, Select } from '../form.js';
import { OpdLink, answered } from '../pieces.js';
import { called, day, moment, t } from '../words.js';

const ASSIGN = gql(`
  mutation AssignTask($input: AssignTaskInput!) {
    assignTask(input: $input) { task { number } errors { __typename ... on Problem { message } } }
  }
`);
const REPORT = gql(`
  mutation ReportTask($input: ReportTaskInput!) {
    reportTask(input: $input) { task { number } errors { __typename ... on Problem { message } } }
  }
`);
const REPORTS = gql(`
  query TaskReports($id: ID!) {
    node(id: $id) { ... on Task {
      reports(first: 100) { nodes { standing note evidence quarter due author madeAt } }
    } }
  }
`);
const STANDINGS = /** @type {const} */ (['OPEN', 'UNDERWAY', 'DONE', 'DROPPED']);
/** @typedef {import('../form.js').Written} Written */
/**
 * @typedef {{number: number, title: string, due: string | null, standing: typeof STANDINGS[number], isLate: boolean,
 *   opd: import('../pieces.js').OpdName | null}} Shown what a list shows of a task
 */

const TONE = { OPEN: '', UNDERWAY: 'warm', DONE: 'good', DROPPED: 'bad' };

/** How far a task is, and whether it is late. @param {{task: Shown}} given */
export const TaskState = ({ task }) => html`
  <span class="tag ${TONE[task.standing]}">${called('TaskStanding', task.standing)}</span>
  ${task.isLate && html` <span class="tag bad">${t('task.late')}</span>`}
`;

/** Tasks below each other. @param {{tasks: readonly Shown[]}} given */
export const TaskList = ({ tasks }) => html`
  <ul class="plain-list">
    ${tasks.map(
      (each) => html`
        <li key=${each.number}>
          <strong>${each.title}</strong> <${TaskState} task=${each} />
          <p class="note">
            ${each.opd && html`<${OpdLink} opd=${each.opd} className="" />`}
            ${each.due && ` · ${t('task.due', { day: day(each.due) })}`}
          </p>
        </li>
      `,
    )}
  </ul>
`;

/**
 * @param {{plan: {slug: string}, meeting: import('./meeting/follow.js').Held | null}} given `meeting`: that agrees on
 *   it
 */
export function Assign({ plan, meeting }) {
  const save = (/** @type {Written} */ { title = '', opd = '', output = '', due, item }) =>
    act(ASSIGN, {
      plan: plan.slug,
      title,
      opd: opd.trim(),
      output,
      due: due || null,
      meeting: meeting?.number ?? null,
      item: item ? Number(item) : null,
    });
  return html`
    <details class="filters noprint">
      <summary>${t('task.assign')}</summary>
      <${Form}
        subject=${`task/${plan.slug}/${meeting?.number ?? ''}`}
        first=${{}}
        button=${t('task.assign')}
        save=${save}
      >
        ${(/** @type {Written} */ written) => html`
          <${Line} name="title" label=${t('task.title')} value=${written.title} required maxlength="500" />
          <${Line} name="opd" label=${t('task.opd')} value=${written.opd} required />
          <${Line} name="output" label=${t('output')} value=${written.output} />
          <${Line} name="due" label=${t('due')} value=${written.due} type="date" />
          ${
            meeting &&
            html`
              <${Select}
                name="item"
                label=${t('task.item')}
                value=${written.item}
                none="–"
                options=${meeting.agenda.nodes.map((each) => [String(each.number), each.title])}
              />
            `
          }
        `}
      <//>
    </details>
  `;
}

/** All that was told of a task, the first one first. @param {{id: string}} given */
export function Reports({ id }) {
  const answer = useAnswer(REPORTS, { id });
  return answered(answer, ({ node }) => {
    const told = node && 'reports' in node ? node.reports.nodes : [];
    return html`
      <ol class="plain-list tight">
        ${told.map(
          (each) => html`
            <li>
              ${called('TaskStanding', each.standing)}${each.quarter && `, ${each.quarter}`}
              ${each.note && html`: <span class="kept">${each.note}</span>`}
              ${each.evidence && html` <span class="kept">${t('task.evidence')}: ${each.evidence}</span>`}
              ${each.due && ` ${t('task.moved', { day: day(each.due) })}`}
              <span class="note"> ${each.author}, ${moment(each.madeAt)}</span>
            </li>
          `,
        )}
      </ol>
    `;
  });
}

/** @param {{plan: {slug: string}, task: Shown, movesDay: boolean}} given `movesDay`: planners alone may */
export function Report({ plan, task, movesDay }) {
  const save = (/** @type {Written} */ written) =>
    act(REPORT, {
      plan: plan.slug,
      task: task.number,
      standing: STANDINGS.find((each) => each === written.standing) ?? 'UNDERWAY',
      quarter: written.quarter?.trim() ?? '',
      note: written.note ?? '',
      evidence: written.evidence ?? '',
      due: written.due || null,
    });
  return html`
    <${Form}
      subject=${`report/${plan.slug}/${task.number}`}
      first=${{ standing: 'UNDERWAY' }}
      button=${t('task.report')}
      main
      save=${save}
    >
      ${(/** @type {Written} */ written) => html`
        <${Select}
          name="standing"
          label=${t('task.standing')}
          value=${written.standing}
          options=${STANDINGS.map((each) => [each, called('TaskStanding', each)])}
        />
        <${Line}
          name="quarter"
          label=${t('task.quarter')}
          value=${written.quarter}
          pattern="[0-9]{4}-Q[1-4]"
          placeholder="2026-Q3"
        />
        <${Lines}
          name="note"
          label=${t('task.note')}
          value=${written.note}
          required=${written.standing === 'DROPPED'}
        />
        <${Line}
          name="evidence"
          label=${t('task.evidence')}
          value=${written.evidence}
          required=${written.standing === 'DONE'}
        />
        ${movesDay && html`<${Line} name="due" label=${t('task.move')} value=${written.due} type="date" />`}
      `}
    <//>
  `;
}

/** Tugas: what agencies took upon themselves, by agency or by day, and what is told of it. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Card, Choice, Empty, Tabs, View, answered } from '../pieces.js';
import { useRights } from '../rights.js';
import { called, day, t } from '../words.js';
import { Assign, Report, Reports, TaskState } from './task.js';

const TASKS = gql(`
  query Tasks($plan: String!, $after: String, $filter: TaskFilter) {
    plan(slug: $plan) {
      tasks(first: 100, after: $after, filter: $filter, orderBy: DUE) {
        nodes {
          id number title output due standing isLate evidence meetingNumber author opd { id shortName name }
          madeAt reports(last: 1) { totalCount nodes { madeAt } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const OPDS = gql(`
  query TaskOpds($plan: String!) { plan(slug: $plan) { opds(first: 100) { nodes { shortName name } } } }
`);
const STANDINGS = /** @type {const} */ (['OPEN', 'UNDERWAY', 'DONE', 'DROPPED']);
/** @typedef {import('#documents').DataOf<typeof TASKS>['plan']['tasks']['nodes'][number]} Task */

/** @param {import('../shell.js').Given} given */
export default function Tasks({ address: { asked }, plan }) {
  const filter = {
    opd: asked.opd || null,
    standing: STANDINGS.find((each) => each === asked.status) ?? null,
    isLate: asked.status === 'LATE' ? true : null,
  };
  const answer = useAsked(
    (signal) => askAll(TASKS, { plan: plan.slug, filter }, (data) => data.plan.tasks, signal),
    [plan.slug, filter],
  );
  const opds = useAnswer(OPDS, { plan: plan.slug }).data?.plan.opds.nodes ?? [];
  const rights = useRights(plan);
  const by = asked.oleh === 'hari' ? 'hari' : 'opd';
  return html`
    <${View}
      title=${t('tasks')}
      lead=${t('tasks.lead')}
      actions=${html`
        <a class="go" href=${href({ view: 'rapat' })}>${t('menu.rapat')}</a>
        ${asked.opd && html`<a class="go" href=${calendarOf(plan.slug, asked.opd)}>${t('tasks.calendar')}</a>`}
      `}
    >
      <div class="bar">
        <${Tabs}
          name="oleh"
          label=${t('tasks.by')}
          value=${by}
          options=${[['opd', t('opd')], ['hari', t('due')]]}
        />
        <${Choice}
          name="opd"
          label=${t('opd')}
          value=${asked.opd ?? ''}
          all=${t('all')}
          options=${opds.map((each) => [each.shortName, each.shortName])}
        />
        <${Choice}
          name="status"
          label=${t('task.standing')}
          value=${asked.status ?? ''}
          all=${t('all')}
          options=${[['LATE', t('task.late')], ...STANDINGS.map((each) => [each, called('TaskStanding', each)])]}
        />
      </div>
      ${answered(answer, (all) => {
        const since = Date.parse(asked.sejak ?? '') || 0;
        const tasks = all.filter((each) => Date.parse(each.reports.nodes[0]?.madeAt ?? each.madeAt) > since);
        return tasks.length
          ? [...grouped(tasks, by)].map(
              ([title, some]) =>
                html`<${Group} key=${title} title=${title} tasks=${some} plan=${plan} rights=${rights} />`,
            )
          : html`<${Empty}>${t('tasks.none')}<//>`;
      })}
      ${rights.isPlanner && html`<${Card}><${Assign} plan=${plan} meeting=${null} /><//>`}
    <//>
  `;
}

/** The address of an agency's calendar, from where the page is. @param {string} plan @param {string} opd */
export const calendarOf = (plan, opd) => `calendar/${encodeURIComponent(plan)}/${encodeURIComponent(opd)}.ics`;

/** @param {Task[]} tasks @param {string} by @returns {Map<string, Task[]>} */
function grouped(tasks, by) {
  const found = new Map();
  for (const each of tasks) {
    const title = by === 'opd' ? (each.opd?.shortName ?? '–') : each.due ? day(each.due) : t('task.noday');
    found.set(title, [...(found.get(title) ?? []), each]);
  }
  return by === 'opd' ? new Map([...found].sort(([a], [b]) => a.localeCompare(b))) : found;
}

/**
 * @param {{title: string, tasks: Task[], plan: import('../shell.js').PlanName,
 *   rights: import('../rights.js').Rights}} given
 */
const Group = ({ title, tasks, plan, rights }) => html`
  <${Card} title=${title}>
    <ul class="plain-list">
      ${tasks.map(
        (each) => html`
          <li key=${each.number}>
            <strong>${each.title}</strong> <${TaskState} task=${each} />
            <p class="note">
              ${[
                each.opd?.shortName,
                each.due && t('task.due', { day: day(each.due) }),
                each.output && `${t('output')}: ${each.output}`,
                each.evidence && `${t('task.evidence')}: ${each.evidence}`,
              ]
                .filter(Boolean)
                .join(' · ')}
              ${
                each.meetingNumber &&
                html`
                  ${' · '}<a href=${href({ view: 'rapat', id: String(each.meetingNumber) })}>${t('task.meeting')}</a>
                `
              }
            </p>
            ${each.reports.totalCount > 0 && html`<${Reports} id=${each.id} />`}
            ${
              (rights.isPlanner || rights.opds.length > 0) &&
              html`
                <details class="filters noprint">
                  <summary>${t('task.report')}</summary>
                  <${Report} plan=${plan} task=${each} movesDay=${rights.isPlanner} />
                </details>
              `
            }
          </li>
        `,
      )}
    </ul>
  <//>
`;

/** Followed: what was agreed and waits for somebody, and what became of it since this browser was here last. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { number, t } from '../../words.js';

const FOLLOWED = gql(`
  query Followed($plan: String!) {
    plan(slug: $plan) {
      late: tasks(first: 1, filter: { isLate: true }) { totalCount }
      back: decisions(first: 1, filter: { isBack: true }) { totalCount }
      gone: decisions(first: 1, filter: { isReasonGone: true }) { totalCount }
      tasks(first: 100, orderBy: NEWEST) {
        nodes { number title madeAt opd { shortName } reports(last: 1) { nodes { standing madeAt } } }
      }
    }
  }
`);

/**
 * When this browser was here last before this visit, which lasts as long as the tab; from the first visit on.
 * @param {string} slug
 */
function lastVisit(slug) {
  const key = `sinergi.visited.${slug}`;
  const now = new Date().toISOString();
  const before = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? now;
  sessionStorage.setItem(key, before);
  localStorage.setItem(key, now);
  return before;
}

/** @param {{slug: string}} given */
export function Followed({ slug }) {
  const [before] = useState(() => Date.parse(lastVisit(slug)));
  const found = useAnswer(FOLLOWED, { plan: slug }).data?.plan;
  if (!found) return null;
  const moved = found.tasks.nodes.filter((each) => Date.parse(each.reports.nodes[0]?.madeAt ?? each.madeAt) > before);
  const ways = /** @type {const} */ ([
    [found.back.totalCount, 'followed.back', { view: 'keputusan', asked: { tampil: 'kembali' } }],
    [found.gone.totalCount, 'followed.gone', { view: 'keputusan', asked: { tampil: 'gugur' } }],
    [found.late.totalCount, 'followed.late', { view: 'tugas', asked: { status: 'LATE' } }],
    [moved.length, 'followed.moved', { view: 'tugas', asked: { sejak: new Date(before).toISOString() } }],
  ]);
  const some = ways.filter(([count]) => count > 0);
  if (!some.length) return null;
  return html`
    <section class="notice" aria-label=${t('followed')}>
      <ul>
        ${some.map(([count, key, to]) => html`<li><a href=${href(to)}>${t(key, { count: number(count) })}</a></li>`)}
      </ul>
    </section>
  `;
}

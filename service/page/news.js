/** News: says so when someone else does something to the plan, and shows it while what is being typed stays. */
import { html, useEffect, useRef, useState } from './vendor/preact.js';
import { href, read } from './address.js';
import { ask, begunAt, forget, gql, send } from './api.js';
import { justDone } from './deed.js';
import { follow } from './live.js';
import { VIEWER } from './signing.js';
import { called, language, number, spoken, t } from './words.js';

const PLAN_CHANGED = gql(`
  subscription PlanChanged($slug: String!, $since: Revision, $after: String, $language: Language!) {
    planChanged(slug: $slug, since: $since, after: $after) {
      cursor kind action revision before author reason at rule { code title(language: $language) }
      changes(first: 1) { totalCount }
      initiative { fingerprint themeName(language: $language) decision { standing } }
    }
  }
`);
const REVISION = gql(`
  query Revision($plan: String!) { plan(slug: $plan) { revision } }
`);
/** How often the revision is asked where something on the way lets no stream through, in milliseconds. */
const POLL = 15_000;
/** @typedef {import('#documents').DataOf<typeof PLAN_CHANGED>['planChanged']} Change */

const MOST = 3;
/** The service tells its clock in whole seconds. */
const CLOCK = 1_000;
/** What is told; a scenario changes nothing of the plan. */
const TOLD = ['REVISION', 'DECISION', 'COMMENT', 'SUPPRESSION'];

/** Whether a decision is over: another one on the same initiative was made. @param {Change} was @param {Change} now */
const isOver = (was, now) =>
  was.kind === 'DECISION' &&
  now.kind === 'DECISION' &&
  was.author === now.author &&
  was.initiative?.fingerprint === now.initiative?.fingerprint;

/** @param {{plan: {slug: string, revision: number}}} given */
export function News({ plan }) {
  const [told, tell] = useState(/** @type {Change[]} */ ([]));
  const [polling, setPolling] = useState(false);
  const after = useRef(/** @type {string | null} */ (null));
  const since = useRef(plan.revision);
  useEffect(
    () =>
      follow(
        PLAN_CHANGED,
        () => ({
          slug: plan.slug,
          since: after.current ? null : since.current,
          after: after.current,
          language: spoken(),
        }),
        async ({ planChanged: change }) => {
          after.current = change.cursor;
          if (Date.parse(change.at) < begunAt() - CLOCK) return;
          // Scores of others are shown where they are looked at, and told nowhere.
          const isScored = change.kind === 'CROSS_IMPACT' && read().view === 'pengaruh';
          const isOld = change.kind === 'REVISION' && change.revision <= since.current;
          if (!isScored && (!TOLD.includes(change.kind) || isOld)) return;
          since.current = Math.max(since.current, change.revision);
          const me = await ask(VIEWER, {}).catch(() => null);
          const isMine = change.author !== '' && change.author === me?.viewer.name;
          if (!(isMine && justDone())) forget();
          if (!isMine && !isScored)
            tell((was) => [change, ...was.filter((each) => !isOver(each, change))].slice(0, MOST));
        },
        { onRefused: () => setPolling(true) },
      ),
    [plan.slug, language()],
  );
  useEffect(() => {
    if (!polling) return undefined;
    const timer = setInterval(async () => {
      const answer = document.hidden ? null : await send(REVISION, { plan: plan.slug }).catch(() => null);
      if (!answer || answer.plan.revision <= since.current) return;
      since.current = answer.plan.revision;
      forget();
    }, POLL);
    return () => clearInterval(timer);
  }, [plan.slug, polling]);
  return html`
    <div class="news noprint" role="status" aria-live="polite">
      ${
        told.length > 0 &&
        html`
          <div class="notice">
            <ul>${told.map((each) => html`<li key=${each.cursor}><${Told} change=${each} /></li>`)}</ul>
            <button type="button" onClick=${() => tell([])}>${t('close')}</button>
          </div>
        `
      }
    </div>
  `;
}

/** @param {{change: Change}} given */
function Told({ change }) {
  const who = change.author || t('someone');
  const { initiative } = change;
  if (change.kind === 'REVISION') {
    return html`
      ${t('news.revision', { who, count: number(change.changes.totalCount) })}
      ${change.reason && html` “${change.reason}”.`} <a href=${href({ view: 'riwayat', id: String(change.revision) })}>
        ${t('news.see')}
      </a>
    `;
  }
  if (change.rule)
    return html`
      ${t(change.action === 'LIFTED' ? 'news.rule.on' : 'news.rule.off', { who })} <a href=${href({
        view: 'aturan',
        id: change.rule.code,
      })}>
        ${change.rule.code} ${change.rule.title}
      </a>
    `;
  if (change.kind === 'SUPPRESSION')
    return html`
      ${t('news.suppression', { who })} <a href=${href({ view: 'temuan', asked: { daftar: 'dikesampingkan' } })}>
        ${t('news.see')}
      </a>
    `;
  return html`
    ${t(change.kind === 'DECISION' ? 'news.decision' : 'news.comment', { who })}${' '}
    ${
      initiative && html`<a href=${href({ view: 'inisiatif', id: initiative.fingerprint })}>${initiative.themeName}</a>`
    }
    ${
      change.kind === 'DECISION' &&
      initiative?.decision &&
      ` – ${called('DecisionStanding', initiative.decision.standing)}`
    }
  `;
}

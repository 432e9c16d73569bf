/** News: says so when someone else has changed the plan, and shows it while what is being typed stays. */
import { html, useEffect, useState } from './vendor/preact.js';
import { forget, gql, send } from './api.js';
import { ours } from './deed.js';
import { number, t } from './words.js';

const REVISION = gql(`
  query Revision($plan: String!) { plan(slug: $plan) { revision } }
`);
const POLL = 15_000;

/** @param {{plan: {slug: string, revision: number}}} given */
export function News({ plan }) {
  const [seen, see] = useState(plan.revision);
  const [now, set] = useState(plan.revision);
  useEffect(() => {
    const look = async () => {
      const answer = document.hidden ? null : await send(REVISION, { plan: plan.slug }).catch(() => null);
      if (answer && answer.plan.revision > now && !ours.has(answer.plan.revision)) {
        set(answer.plan.revision);
        forget();
      }
    };
    const timer = setInterval(look, POLL);
    return () => clearInterval(timer);
  }, [plan.slug, now]);
  return html`<div class="news" role="status" aria-live="polite">${now > seen && html`<div class="notice">
    <p>${t('news', { revision: number(now) })}</p><button type="button" onClick=${() => see(now)}>${t('close')}</button></div>`}</div>`;
}

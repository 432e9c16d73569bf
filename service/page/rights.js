/** Rights: what the one who is signed in may do in a plan's region, and forms for those only who may use them. */
import { html } from './vendor/preact.js';
import { ask, useAsked } from './api.js';
import { VIEWER, usePerson } from './signing.js';
import { token } from './token.js';
import { t, within } from './words.js';

/** The roles, from the least to the most. */
const ROLES = /** @type {const} */ (['VIEWER', 'AGENCY', 'PLANNER', 'ADMINISTRATOR']);
/** @typedef {typeof ROLES[number]} Role */
/**
 * @typedef {{isKnown: boolean, name: string, role: Role | null, may: (least: Role) => boolean, isPlanner: boolean,
 *   isAdministrator: boolean, opds: readonly string[]}} Rights `opds`: ids of those for which they speak
 */

/**
 * The page shows by it what is of use; what is allowed is said by the service alone.
 * @param {{region: {code: string}} | null} plan null for any region
 * @returns {Rights}
 */
export function useRights(plan) {
  const answer = useAsked(() => (token.get() ? ask(VIEWER, {}) : Promise.resolve(null)), []);
  const viewer = answer.data?.viewer;
  const given = (viewer?.roles ?? [])
    .filter((each) => !plan || ['*', plan.region.code].includes(each.region))
    .map((each) => ROLES.indexOf(each.role));
  const best = Math.max(-1, ...given);
  const may = (/** @type {Role} */ least) => best >= ROLES.indexOf(least);
  return {
    isKnown: answer.data !== null,
    name: viewer?.name ?? '',
    role: ROLES[best] ?? null,
    may,
    isPlanner: may('PLANNER'),
    isAdministrator: may('ADMINISTRATOR'),
    opds: given.includes(ROLES.indexOf('AGENCY')) ? (viewer?.opds ?? []) : [],
  };
}

/**
 * What only those may do who signed in and have the role for it; others are told what it takes.
 * @param {{to: string, plan: {region: {code: string}} | null, least?: Role,
 *   children?: import('./pieces.js').Drawn}} given `to`: what they would do
 */
export function Signed({ to, plan, least = 'PLANNER', children = null }) {
  const person = usePerson();
  const rights = useRights(plan);
  if (person === '')
    return html`
      <p class="noprint signed-out">
        <button type="button" onClick=${() => dispatchEvent(new Event('sinergi:sign'))}>
          ${t('sign.to', { what: to })}
        </button>
      </p>
    `;
  if (person === null || !rights.isKnown) return null;
  if (rights.may(least)) return children;
  return html`
    <p class="note noprint">
      ${t('sign.mayno', { what: to, role: within('Role', least), own: within('Role', rights.role ?? 'VIEWER') })}
    </p>
  `;
}

/** Rights: what the one who is signed in may do in a plan's region. */
import { useAnswer } from './api.js';
import { VIEWER } from './signing.js';

/** @typedef {{name: string, isPlanner: boolean, isAdministrator: boolean, opds: readonly string[]}} Rights */

const NONE = { name: '', isPlanner: false, isAdministrator: false, opds: [] };

/**
 * The page shows by it what is of use; what is allowed is said by the service alone.
 * @param {{region: {code: string}}} plan
 * @returns {Rights} `opds`: ids of those for which they speak
 */
export function useRights(plan) {
  const viewer = useAnswer(VIEWER, {}).data?.viewer;
  if (!viewer) return NONE;
  const roles = viewer.roles.filter((each) => ['*', plan.region.code].includes(each.region)).map((each) => each.role);
  const isAdministrator = roles.includes('ADMINISTRATOR');
  return {
    name: viewer.name,
    isPlanner: isAdministrator || roles.includes('PLANNER'),
    isAdministrator,
    opds: roles.includes('AGENCY') ? viewer.opds : [],
  };
}

/** Within: a piece of work as a scenario leaves it, so that who edits it again begins with what they wrote. */

/** @typedef {import('#documents').DataOf<typeof import('./edit.js').WORK>} Answer */
/** @typedef {Extract<NonNullable<Answer['node']>, {__typename: 'Program'}>} Work */
/** @typedef {NonNullable<Answer['plan']>} Plan */
/** @typedef {import('./one.js').Scenario} Scenario */

/** The id within its plan of a node: what follows kind and plan in its global id. @param {string} id */
function localId(id) {
  const written = new TextDecoder().decode(Uint8Array.from(atob(id), (sign) => sign.charCodeAt(0)));
  return written.slice(written.indexOf('/') + 1);
}

/**
 * @param {Scenario} scenario
 * @param {Work} work
 * @param {Plan} plan
 * @returns {Work}
 */
export function within(scenario, work, plan) {
  const changes = scenario.comparison?.changes.nodes ?? [];
  /** What a node's field is afterwards, where it changes. */
  const after = (/** @type {string} */ id, /** @type {string} */ field) =>
    changes.find((each) => each.localId === localId(id))?.fields.find((one) => one.name === field)?.after;
  const years = (/** @type {string} */ id) => {
    const told = after(id, 'years');
    return told ? JSON.parse(told) : null;
  };
  const led = changes.find(
    (each) => each.linkKind === 'LEADS' && each.action !== 'REMOVED' && each.localId.endsWith(`>${localId(work.id)}`),
  );
  return {
    ...work,
    name: after(work.id, 'name') ?? work.name,
    years: years(work.id) ?? work.years,
    opd: plan.opds.nodes.find((each) => led?.localId === `leads:${localId(each.id)}>${localId(work.id)}`) ?? work.opd,
    indicators: work.indicators.map((each) => ({ ...each, years: years(each.id) ?? each.years })),
  };
}

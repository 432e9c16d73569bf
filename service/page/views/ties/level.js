/** Level: dependencies of works gathered for the programs or OPDs that the works belong to. */
import { opdOf } from './link.js';

/** @typedef {import('./link.js').Tie} Tie */
/** @typedef {'OPD' | 'PROGRAM' | 'SUB_ACTIVITY'} Level as what a dependency's ends are shown */
/** @typedef {{id: string, label: string, opd: string}} Place what stands for an end */
/** @typedef {{id: string, from: Place, to: Place, links: Tie[]}} Gathered the dependencies between two places */

/** @type {Level[]} */
export const LEVELS = ['OPD', 'PROGRAM', 'SUB_ACTIVITY'];

/** More arrows than this are not shown at once: a coarser level is, and of that the strongest. */
export const READABLE = 40;

/**
 * What stands for an end on a level; itself where nothing is above it.
 * @param {Tie['originNode']} node
 * @param {Level} level
 * @returns {Place}
 */
export function placeOf(node, level) {
  const opd = opdOf(node);
  const own = {
    id: node.id,
    label: node.__typename === 'Opd' ? node.shortName : node.label,
    opd: node.__typename === 'Opd' ? '' : (opd?.shortName ?? ''),
  };
  if (level === 'OPD') return opd ? { id: opd.id, label: opd.shortName, opd: '' } : own;
  if (level === 'SUB_ACTIVITY' || node.__typename !== 'Program') return own;
  const above = [node.parent, node.parent?.parent].find((each) => each?.level === 'PROGRAM');
  return above ? { id: above.id, label: above.label, opd: own.opd } : own;
}

/**
 * Gather dependencies on a level; those within one place are left out.
 * @param {Tie[]} links
 * @param {Level} level
 * @returns {Gathered[]}
 */
export function gathered(links, level) {
  /** @type {Map<string, Gathered>} */
  const found = new Map();
  for (const link of links) {
    const [from, to] = [placeOf(link.originNode, level), placeOf(link.targetNode, level)];
    if (from.id === to.id) continue;
    const id = `${from.id}>${to.id}`;
    const tie = found.get(id) ?? { id, from, to, links: [] };
    tie.links.push(link);
    found.set(id, tie);
  }
  return [...found.values()].sort((a, b) => b.links.length - a.links.length || (a.id < b.id ? -1 : 1));
}

/** The finest level that can still be read. @param {Tie[]} links @returns {Level} */
export const readable = (links) =>
  [...LEVELS].reverse().find((each) => gathered(links, each).length <= READABLE) ?? 'OPD';

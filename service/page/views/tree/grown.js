/** Grown: lines of a tree, which come one after another, as branches that hold what stands under them. */

/** @typedef {import('../tree.js').TreeLine} TreeLine */
/** @typedef {{key: string, line: TreeLine, parts: Branch[]}} Branch `key`: its place, which stays */

/**
 * The branches of lines, each with how deep it stands.
 * @param {readonly TreeLine[]} lines
 * @param {string} [under] key of the branch that they stand under
 * @returns {Branch[]}
 */
export function grown(lines, under = '') {
  /** @type {Branch[]} */
  const roots = [];
  /** @type {Branch[]} */
  const path = [];
  for (const line of lines) {
    path.length = Math.min(path.length, line.depth);
    const above = path.at(-1);
    const parts = above?.parts ?? roots;
    const branch = { key: `${above?.key ?? under}/${parts.length}`, line, parts: [] };
    parts.push(branch);
    path.push(branch);
  }
  return roots;
}

/** The branches that stand alone, wherever they are. @param {readonly Branch[]} branches @returns {Branch[]} */
export const alone = (branches) => branches.flatMap((each) => (each.line.isOrphan ? [each] : alone(each.parts)));

/** Needs: the kinds of dependencies, as people who propose one choose among them. */

export const NEEDS = /** @type {const} */ ([
  'DATA',
  'PERMIT',
  'LAND',
  'INFRASTRUCTURE',
  'PEOPLE',
  'FINANCE',
  'SEQUENCE',
  'PUBLIC_INFORMATION',
]);

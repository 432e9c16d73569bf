/**
 * Unsent: what was done but may not have reached the service, kept in the browser under the person's name until they
 * send it again or let it go.
 */
import { token } from './token.js';

/**
 * @typedef {{key: string, mutation: string, input: object, title: string, address: string, at: string, draft?: string}}
 *   Deed `key`: under which it is done once; `title` and `address` of the view where it was begun; `draft`: name of
 *   what was written for it
 */
/** @typedef {string | null} Person */

const nameOf = (/** @type {Person} */ person) => `sinergi.unsent.${encodeURIComponent(person ?? '')}`;

/** @param {Person} [person] @returns {Deed[]} */
const read = (person = token.person()) => JSON.parse(localStorage.getItem(nameOf(person)) ?? '[]');

/** @param {Deed[]} deeds @param {Person} [person] */
function write(deeds, person = token.person()) {
  if (deeds.length) localStorage.setItem(nameOf(person), JSON.stringify(deeds));
  else localStorage.removeItem(nameOf(person));
  dispatchEvent(new Event('sinergi:unsent'));
}

/** @param {(deed: Deed) => boolean} is @param {Person} [person] */
function dropIf(is, person) {
  const deeds = read(person);
  if (deeds.some(is))
    write(
      deeds.filter((each) => !is(each)),
      person,
    );
}

export const unsent = {
  all: read,
  /** The key of a deed that was begun before, or nothing. @param {string} mutation @param {unknown} input */
  keyOf: (mutation, input) =>
    read().find((each) => each.mutation === mutation && JSON.stringify(each.input) === JSON.stringify(input))?.key,
  /** @param {Deed} deed @param {Person} person who did it, even if they are signed out by now */
  keep(deed, person) {
    const deeds = read(person);
    if (!deeds.some((each) => each.key === deed.key)) write([...deeds, deed], person);
  },
  /** @param {string} key */
  drop: (key) => dropIf((each) => each.key === key),
  /** Note what was written for a deed. @param {string} key @param {string} draft @param {Person} person */
  wrote: (key, draft, person) =>
    write(
      read(person).map((each) => (each.key === key ? { ...each, draft } : each)),
      person,
    ),
  /** Forget the deed of what was written, which was sent anew. @param {string} draft @param {Person} person */
  dropWritten: (draft, person) => dropIf((each) => each.draft === draft, person),
};

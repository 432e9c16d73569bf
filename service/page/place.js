/**
 * Place: where one is on a page. A view that one moves to begins at its heading, for the eye and for the keyboard;
 * whoever goes back finds the place that they left, and the link that they followed.
 */
import { read } from './address.js';

/**
 * @typedef {{top: number, link: string, at: number}} Place how far down; the address of the link that had the focus,
 *   and where in sight it was
 */

const STORED = 'sinergi.places';
/** As many entries of the history are remembered over a reload. */
const MOST = 50;
/** How long a view may take until what stood in sight is there again, in milliseconds. */
const PATIENCE = 10_000;
/** As many frames it takes at most until rows that come into sight have their heights. */
const FRAMES = 20;
/** @type {Map<string, Place>} by entry of the history */
const places = new Map(JSON.parse(sessionStorage.getItem(STORED) ?? '[]'));
let entry = '';
let view = '';
/** What the view that is drawn next begins with. @type {{place: Place | undefined} | null} */
let coming = null;
let takes = false;
let stop = () => {};

const viewOf = () => `${read().plan}/${read().view}/${read().id}`;

/** Give the entry of the history that is open a name where it has none yet. @returns {boolean} whether it had one */
function enter() {
  const known = /** @type {{entry?: string} | null} */ (history.state)?.entry;
  entry = known ?? `${Date.now()}`;
  if (!known) history.replaceState({ entry }, '');
  return known !== undefined;
}

function keep() {
  const link = document.activeElement?.closest('main a[href]');
  places.set(entry, {
    top: scrollY,
    link: link?.getAttribute('href') ?? '',
    at: link?.getBoundingClientRect().top ?? 0,
  });
}

/** Note the place that was left before anything else is drawn, and where one comes to. */
function leave() {
  const isKnown = enter();
  if (viewOf() !== view) coming = { place: isKnown ? places.get(entry) : undefined };
  view = viewOf();
}

/** Follow where one is from now on. */
export function follow() {
  history.scrollRestoration = 'manual';
  view = viewOf();
  coming = enter() ? { place: places.get(entry) } : null;
  addEventListener('popstate', leave);
  addEventListener('scroll', keep, { passive: true });
  addEventListener('focusin', keep);
  addEventListener('pagehide', () => sessionStorage.setItem(STORED, JSON.stringify([...places].slice(-MOST))));
}

/** A view is drawn anew: it begins at its heading, or where it was left. */
export function arrive() {
  if (!coming) return;
  stop();
  const { place } = coming;
  coming = null;
  takes = !place;
  if (place) restore(place);
  else scrollTo(0, 0);
}

/** Give a heading the focus, if it is that of the view that was moved to. @param {HTMLElement | null} heading */
export function begin(heading) {
  if (takes) heading?.focus({ preventScroll: true });
  takes = false;
}

/** Go to a place as soon as the page is long enough, unless one goes elsewhere meanwhile. @param {Place} place */
function restore({ top, link, at }) {
  const until = Date.now() + PATIENCE;
  const gone = ['wheel', 'touchstart', 'keydown', 'mousedown'];
  let frame = 0;
  const watching = new ResizeObserver(() => {
    if (Date.now() > until) return stop();
    if (document.documentElement.scrollHeight < top + innerHeight) return undefined;
    const found = link && document.querySelector(`main a[href="${CSS.escape(link)}"]`);
    scrollTo(0, top);
    if (!(found instanceof HTMLElement)) return link ? undefined : stop();
    found.focus({ preventScroll: true });
    watching.disconnect();
    frame = requestAnimationFrame(() => hold(found, FRAMES));
    return undefined;
  });
  /** Rows have no height of their own before they come into sight: hold the link where it was until all have. */
  const hold = (/** @type {HTMLElement} */ found, /** @type {number} */ left) => {
    scrollBy(0, found.getBoundingClientRect().top - at);
    if (left) frame = requestAnimationFrame(() => hold(found, left - 1));
    else stop();
  };
  stop = () => {
    cancelAnimationFrame(frame);
    watching.disconnect();
    for (const name of gone) removeEventListener(name, stop);
  };
  for (const name of gone) addEventListener(name, stop, { passive: true });
  watching.observe(document.body);
}

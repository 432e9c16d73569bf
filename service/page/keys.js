/** Keys: what is pressed beside the pointer; of several things beside each other, one stands in the order of Tab. */

/** @type {Partial<Record<string, 1 | -1>>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Go along buttons beside each other by the arrow keys, round at the ends; the first has `tabindex` 0, the others -1.
 * @param {KeyboardEvent & {currentTarget: Element}} event
 */
export function along(event) {
  const step = STEPS[event.key];
  const all = /** @type {HTMLElement[]} */ ([...event.currentTarget.querySelectorAll('button:not(:disabled)')]);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (!step || at < 0) return;
  event.preventDefault();
  all[(at + step + all.length) % all.length]?.focus();
}

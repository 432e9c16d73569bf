/** Typed: a field whose text is taken a moment after the last key; no letter of it is lost to what comes meanwhile. */
import { useLayoutEffect, useRef } from './vendor/preact.js';

/** How long after the last key the text is taken, in milliseconds. */
const MOMENT = 250;

/**
 * What an input needs for it. It stands without a `value`, which would be put back with every drawing.
 * @param {string} value what was taken last
 * @param {(text: string) => void} take
 * @param {(text: string) => string} [meant] the text as it counts, which then stands in the field
 */
export function useTyped(value, take, meant = (text) => text) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const taken = useRef(/** @type {string | null} */ (null));
  const timer = useRef(0);
  useLayoutEffect(() => {
    // What was taken from here may be less than what stands here by now.
    if (!field.current || timer.current || value === taken.current) return;
    field.current.value = value;
    taken.current = value;
  }, [value]);
  useLayoutEffect(() => () => clearTimeout(timer.current), []);
  const onInput = (/** @type {import('./pieces.js').InputEvent_} */ event) => {
    const typed = event.currentTarget.value;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const text = meant(typed);
      timer.current = 0;
      taken.current = text;
      if (text !== typed && field.current) field.current.value = text;
      take(text);
    }, MOMENT);
  };
  return { ref: field, onInput };
}

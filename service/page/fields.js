/** Fields: what is typed or moved to and kept in the address a moment later; no first view needs them. */
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact.js';
import { change } from './address.js';
import { useTyped } from './typed.js';

/** @typedef {import('./pieces.js').InputEvent_} InputEvent_ */

/**
 * Words to look for, kept in the address a moment after the last key.
 * @param {{name: string, label: string, value: string}} given
 */
export function Search({ name, label, value }) {
  const typed = useTyped(value, (text) => change({ [name]: text }));
  return html`
    <label class="field grow">
      <span>${label}</span>
      <input type="search" ...${typed} />
    </label>
  `;
}

/** How long after it is let go a slider waits before it asks, in milliseconds: arrow keys let go with every step. */
const LET_GO = 250;

/**
 * A number on a line, kept in the address when it is let go; what it says follows while it is moved.
 * @param {{name: string, label: (value: number) => string, value: number, least: number, most: number, step?: number,
 *   onSet?: (value: number) => void}} given
 */
export function Slider({ name, label, value, least, most, step = 1, onSet = (chosen) => change({ [name]: chosen }) }) {
  const [moved, move] = useState(/** @type {number | null} */ (null));
  const timer = useRef(0);
  const held = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    if (!held.current) move(null); // Whoever moves it on meanwhile keeps it.
  }, [value]);
  const moving = (/** @type {InputEvent_} */ event) => {
    clearTimeout(timer.current);
    held.current = true;
    move(Number(event.currentTarget.value));
  };
  const letGo = (/** @type {InputEvent_} */ event) => {
    const chosen = Number(event.currentTarget.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      held.current = false;
      onSet(chosen);
    }, LET_GO);
  };
  return html`
    <label class="field range">
      <span>${label(moved ?? value)}</span>
      <input
        type="range"
        min=${least}
        max=${most}
        step=${step}
        value=${moved ?? value}
        onInput=${moving}
        onChange=${letGo}
      />
    </label>
  `;
}

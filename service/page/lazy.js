/** Lazy: a component whose module is loaded when it is first drawn, so that the first view need not have it. */
import { html, useEffect, useState } from './vendor/preact.js';
import { whole } from './words.js';

/**
 * @template {Record<string, any>} G
 * @param {() => Promise<(given: G) => any>} load
 * @returns {(given: G) => any}
 */
export function lazy(load) {
  /** @type {((given: G) => any) | null} */
  let made = null;
  return (given) => {
    const [View, set] = useState(() => made);
    useEffect(() => {
      if (!made)
        Promise.all([load(), whole()]).then(([found]) => {
          made = found;
          set(() => found);
        });
    }, []);
    return View && html`<${View} ...${given} />`;
  };
}

/**
 * Combobox: a field that finds things while one types, and the list of what it found; held by the keyboard as the ARIA
 * pattern says: the focus stays in the field, arrow keys go along the list, Enter takes, Escape closes.
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact.js';
import { t } from './words.js';

/**
 * @typedef {{id: string, name: string, more?: string, group?: string, to?: string}} Option what may be taken; `to`:
 *   where it leads, so that it can be opened beside the page too
 */
/**
 * What was found, and how it is told to those who do not see the list; `meant`: what was probably meant by the text.
 * @typedef {{options: Option[], said: string, meant?: string | null}} Found
 */

/** How long after the last key is asked, in milliseconds. */
const TYPED = 200;
/** Shorter texts find too much. */
const SHORTEST = 2;
/** The id of the option that stands for what was probably meant. */
const MEANT = 'maksud';

/**
 * @param {{id: string, label: import('./columns.js').Drawn, hint?: string, find: (text: string, signal: AbortSignal) =>
 *   Promise<Found>, onPick: (option: Option) => void, onText?: (text: string) => void, className?: string,
 *   keyName?: string, begun?: string | undefined}} given `onText`: what Enter does with the text where no option is
 *   chosen; without it, it takes the first. `keyName`: the key that brings one here; `begun`: what was typed before the
 *   field was there, which then has the focus
 */
export function Combobox({ id, label, hint = t('picker.hint'), find, onPick, onText, className = '', keyName, begun }) {
  const [found, set] = useState(/** @type {Found | null} */ (null));
  const [at, go] = useState(-1);
  const [problem, tell] = useState('');
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const asking = useRef({ timer: 0, stop: new AbortController(), takes: false });
  const list = `${id}-daftar`;
  const options = found
    ? [...(found.meant ? [{ id: MEANT, name: t('find.meant', { text: found.meant }) }] : []), ...found.options]
    : [];
  const chosen = options[at];
  const close = () => {
    clearTimeout(asking.current.timer);
    asking.current.stop.abort();
    asking.current.takes = false;
    set(null);
    go(-1);
  };
  useLayoutEffect(() => {
    // Before another key is pressed.
    if (begun !== undefined && input.current) {
      input.current.value = begun;
      input.current.focus();
      look(begun, 0);
    }
    return close;
  }, []);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const look = (/** @type {string} */ text, wait = TYPED) => {
    close();
    tell('');
    if (text.trim().length < SHORTEST) return;
    const stop = new AbortController();
    asking.current.stop = stop;
    asking.current.timer = setTimeout(async () => {
      try {
        const answer = await find(text.trim(), stop.signal);
        if (stop.signal.aborted) return;
        const first = asking.current.takes && answer.options[0]; // Enter did not wait for the answer.
        if (first) take(first);
        else set(answer);
      } catch (thrown) {
        if (!stop.signal.aborted) tell(thrown instanceof Error ? thrown.message : t('problem.page'));
      }
    }, wait);
  };
  const take = (/** @type {Option} */ option) => {
    if (option.id === MEANT && input.current && found?.meant) {
      input.current.value = found.meant;
      input.current.focus();
      look(found.meant, 0);
      return;
    }
    close();
    if (input.current) input.current.value = '';
    onPick(option);
  };
  const keys = (/** @type {KeyboardEvent & {currentTarget: HTMLInputElement}} */ event) => {
    const text = event.currentTarget.value.trim();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!found) look(text, 0);
      else if (options.length)
        go((was) =>
          was < 0 && event.key === 'ArrowUp'
            ? options.length - 1
            : (was + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length,
        );
    } else if (event.key === 'Enter' && text) {
      event.preventDefault();
      if (chosen) take(chosen);
      else if (onText) {
        close();
        onText(text);
      } else if (found?.options[0]) take(found.options[0]);
      else if (!found) {
        look(text, 0);
        asking.current.takes = true;
      }
    } else if (event.key === 'Escape' && (found || text)) {
      event.preventDefault();
      event.stopPropagation();
      if (!found) event.currentTarget.value = '';
      close();
    }
  };
  const groups = [...new Set(options.map(({ group = '' }) => group))];
  return html`
    <div
      class="picker ${className}"
      onFocusOut=${(/** @type {FocusEvent & {currentTarget: HTMLElement}} */ event) =>
        event.currentTarget.contains(/** @type {Node | null} */ (event.relatedTarget)) || close()}
    >
      <label class="field grow">
        <span>${label}</span>
        <input
          ref=${input}
          id=${id}
          type="search"
          role="combobox"
          placeholder=${hint}
          autocomplete="off"
          spellcheck=${false}
          aria-autocomplete="list"
          aria-controls=${list}
          aria-expanded=${found ? 'true' : 'false'}
          aria-activedescendant=${chosen ? `${list}-${at}` : undefined}
          aria-keyshortcuts=${keyName}
          onKeyDown=${keys}
          onInput=${(/** @type {import('./pieces.js').InputEvent_} */ event) => look(event.currentTarget.value)}
        />
      </label>
      <div id=${list} class="options" role="listbox" aria-label=${t('find.found')} hidden=${!options.length}>
        ${groups.map(
          (group) => html`
            <div role="group" aria-label=${group || undefined}>
              ${group && html`<div class="note" role="presentation">${group}</div>`}
              ${options.map(
                (each, place) =>
                  (each.group ?? '') === group &&
                  html`
                    <a
                      key=${each.id}
                      id=${`${list}-${place}`}
                      role="option"
                      tabindex="-1"
                      href=${each.to}
                      aria-selected=${place === at ? 'true' : 'false'}
                      onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
                      onClick=${(/** @type {MouseEvent} */ event) => {
                        if (each.to && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
                        event.preventDefault();
                        take(each);
                      }}
                    >
                      <strong>${each.name}</strong> ${each.more && html`<span class="note">${each.more}</span>`}
                    </a>
                  `,
              )}
            </div>
          `,
        )}
      </div>
      <p class="unseen" role="status">${problem || (found?.said ?? '')}</p>
      ${problem && html`<p class="notice bad">${problem}</p>`}
      ${found && !options.length && html`<p class="options empty">${found.said}</p>`}
    </div>
  `;
}

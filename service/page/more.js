/** More: how much of a long list is shown, and the rest on demand. */
import { html } from './vendor/preact.js';
import { change } from './address.js';
import { number, t } from './words.js';

/**
 * A long list, some at first and the rest on demand.
 * @param {{asked: import('./address.js').Query, name?: string, total: number, step?: number}} given
 */
export function More({ asked, name = 'banyak', total, step = 50 }) {
  const shown = Number(asked[name] ?? step);
  if (total <= shown) return null;
  return html`
    <p class="more">
      <button type="button" onClick=${() => change({ [name]: shown + step })}>
        ${t('more', { count: number(Math.min(step, total - shown)) })}
      </button>
      <span class="note">${t('shown', { shown: number(shown), total: number(total) })}</span>
    </p>
  `;
}

/**
 * How much of a long list is on paper, where there is no button for the rest.
 * @param {{asked: import('./address.js').Query, name?: string, total: number, step?: number}} given
 */
export function ShownOf({ asked, name = 'banyak', total, step = 50 }) {
  const shown = Number(asked[name] ?? step);
  return total > shown
    ? html`<span class="printed">${t('shown', { shown: number(shown), total: number(total) })}</span>`
    : null;
}

/** How much of a list is not shown. @param {{list: {nodes: readonly unknown[], totalCount: number}}} given */
export const Rest = ({ list: { nodes, totalCount } }) =>
  totalCount > nodes.length
    ? html`<p class="note">${t('shown', { shown: number(nodes.length), total: number(totalCount) })}</p>`
    : null;

/** Beside: the recommendations before and after this one in the list that one came from, with its filters. */
import { html, useRef } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { number, t } from '../../words.js';
import { filtersOf, fits, useListed } from '../recommendations.js';

/** @param {{plan: {slug: string}, asked: import('../../address.js').Query, fingerprint: string}} given */
export function Beside({ plan, asked, fingerprint }) {
  const all = useListed(plan, asked).data;
  // What is decided here may leave the list by that: its neighbours stay what they were.
  const first = useRef(/** @type {string[] | null} */ (null));
  if (all && !first.current)
    first.current = all
      .filter((each) => each.fingerprint === fingerprint || fits(each, asked))
      .map((each) => each.fingerprint);
  const list = (first.current ?? []).flatMap((each) => all?.find((one) => one.fingerprint === each) ?? []);
  const at = list.findIndex((each) => each.fingerprint === fingerprint);
  if (at < 0) return null;
  const way = (/** @type {number} */ place, /** @type {'prev' | 'next'} */ rel) => {
    const other = list[place];
    return (
      other &&
      html`
        <a
          class="go"
          rel=${rel}
          title=${other.themeName}
          href=${href({ view: 'inisiatif', id: other.fingerprint, asked: filtersOf(asked) })}
        >
          ${t(`beside.${rel}`)}
        </a>
      `
    );
  };
  return html`
    <nav class="beside noprint" aria-label=${t('beside')}>
      ${way(at - 1, 'prev')}
      <span class="note">${t('beside.at', { at: number(at + 1), total: number(list.length) })}</span>
      ${way(at + 1, 'next')}
    </nav>
  `;
}

/** Both: two sets side by side, and what only one of them has. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { Card, OpdLink, Table } from '../../pieces.js';
import { number, t } from '../../words.js';

/** @typedef {import('./searching.js').Chosen} Chosen */

const MOST = 100;

/** @param {{one: Chosen, other: Chosen}} given */
export function Both({ one, other }) {
  const inOne = new Set(one.initiatives.map((each) => each.fingerprint));
  const inOther = new Set(other.initiatives.map((each) => each.fingerprint));
  const all = new Map([...one.initiatives, ...other.initiatives].map((each) => [each.fingerprint, each]));
  const differing = [...all.values()]
    .filter((each) => inOne.has(each.fingerprint) !== inOther.has(each.fingerprint))
    .sort((a, b) => a.rank - b.rank);
  const tick = (/** @type {boolean} */ is) => (is ? `✓ ${t('portfolio.in')}` : t('portfolio.out'));
  return html`
    <${Card}
      title=${t('portfolio.both')}
      note=${t('portfolio.both.note', { same: number(all.size - differing.length), other: number(differing.length) })}
    >
      ${
        differing.length > 0 &&
        html`
          <${Table}
            caption=${t('portfolio.both')}
            head=${[[t('name')], [t('lead')], [t('portfolio.side')], [t('portfolio.side2')]]}
            rows=${differing
              .slice(0, MOST)
              .map((each) => [
                html`<a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>`,
                html`<${OpdLink} opd=${each.lead} className="" />`,
                tick(inOne.has(each.fingerprint)),
                tick(inOther.has(each.fingerprint)),
              ])}
          />
        `
      }
      ${
        differing.length < all.size &&
        html`
          <details>
            <summary>${t('portfolio.same')}</summary>
            <ul>
              ${[...all.values()]
                .filter((each) => inOne.has(each.fingerprint) && inOther.has(each.fingerprint))
                .map(
                  (each) =>
                    html`<li><a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a></li>`,
                )}
            </ul>
          </details>
        `
      }
    <//>
  `;
}

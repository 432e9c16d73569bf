/**
 * Conflict: someone else changed the same plan meanwhile; what they made of it and what one wrote oneself, side by
 * side.
 */
import { html } from './vendor/preact.js';
import { useDoing } from './deed.js';
import { Table } from './pieces.js';
import { number, t } from './words.js';

/** @typedef {Extract<import('#documents').Refusal, {__typename: 'RevisionConflict'}>} Refused */

/**
 * @param {{conflict: Refused, mine: Map<string, string>, theirs: Map<string, string> | null, onMine: () => void,
 *   onTheirs: () => void}} given `mine`: what one wrote, by the names of its fields; `theirs`: what it says now, null
 *   where it was not changed itself
 */
export function Conflict({ conflict, mine, theirs, onMine, onTheirs }) {
  const doing = useDoing();
  const changes = conflict.changes?.nodes ?? [];
  const rows = [...mine].map(([name, value]) => [t(`field.${name}`), theirs?.get(name) ?? t('conflict.same'), value]);
  return html`
    <div class="notice bad conflict" role="alert">
      <h3>${t('conflict.title')}</h3>
      <p>
        ${
          theirs
            ? t('conflict.note')
            : t('conflict.elsewhere', { count: number(changes.length), revision: number(conflict.actual) })
        }
      </p>
      <${Table}
        caption=${t('conflict.title')}
        head=${[[t('field.what')], [t('conflict.theirs')], [t('conflict.mine')]]}
        rows=${rows}
      />
      ${
        changes.length > 0 &&
        html`
          <p class="note">
            ${t('conflict.changed')} ${changes
              .slice(0, 5)
              .map((each) => each.label)
              .join('; ')}
            ${changes.length > 5 ? ' …' : ''}
          </p>
        `
      }
      <p class="tags">
        <button type="button" class="main" disabled=${doing} onClick=${onMine}>${t('conflict.keepmine')}</button>
        <button type="button" onClick=${onTheirs}>${t('conflict.keeptheirs')}</button>
      </p>
    </div>
  `;
}

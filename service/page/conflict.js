/** Conflict: someone else changed the same plan meanwhile; what they made of it and what one wrote oneself, side by side. */
import { html } from './vendor/preact.js';
import { Table } from './pieces.js';
import { number, t } from './words.js';

/** @typedef {Extract<import('#documents').Refusal, {__typename: 'RevisionConflict'}>} Refused */

/**
 * @param {{conflict: Refused, id: string, mine: Map<string, string>, onMine: () => void, onTheirs: () => void}} given
 *   `id`: of what is being changed; `mine`: what one wrote, by the names of its fields
 */
export function Conflict({ conflict, id, mine, onMine, onTheirs }) {
  const changes = conflict.changes?.nodes ?? [];
  const same = changes.find((each) => each.id === id);
  const rows = [...mine].map(([name, value]) => {
    const changed = same?.fields.find((each) => each.name === name);
    return [t(`field.${name}`), changed?.after ?? t('conflict.same'), value];
  });
  return html`<div class="notice bad conflict" role="alert">
    <h3>${t('conflict.title')}</h3>
    <p>${same ? t('conflict.note') : t('conflict.elsewhere', { count: number(changes.length), revision: number(conflict.actual) })}</p>
    <${Table} caption=${t('conflict.title')} head=${[[t('field.what')], [t('conflict.theirs')], [t('conflict.mine')]]} rows=${rows} />
    ${changes.length > 0 && html`<p class="note">${t('conflict.changed')} ${changes.slice(0, 5).map((each) => each.label).join('; ')}${changes.length > 5 ? ' …' : ''}</p>`}
    <p class="tags"><button type="button" class="main" onClick=${onMine}>${t('conflict.keepmine')}</button>
      <button type="button" onClick=${onTheirs}>${t('conflict.keeptheirs')}</button></p></div>`;
}

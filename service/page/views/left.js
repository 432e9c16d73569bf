/** What stands in files and was not read: columns, or whole rows, sheets and lists. */
import { html } from '../vendor/preact.js';
import { Card, Table } from '../pieces.js';
import { called, number, t } from '../words.js';

/**
 * @typedef {{file: string, sheet: string, column: string, filled: number, holds: string, example: string}} Unread
 */

/** @param {{unread: Unread[]}} given */
export const Left = ({ unread }) =>
  unread.length > 0 &&
  html`
    <${Card} title=${t('left.title', { count: number(unread.length) })} note=${t('left.note')}>
      <${Table}
        caption=${t('left.title', { count: number(unread.length) })}
        head=${[[t('where')], [t('left.filled'), true], [t('left.holds')], [t('left.example')]]}
        rows=${unread.map((each) => [
          html`
            ${[each.file, each.sheet].filter(Boolean).join(' · ')}
            <br />${each.column ? t('column', { column: each.column }) : t('left.rows')}
          `,
          number(each.filled),
          called('UnreadKind', each.holds),
          each.example,
        ])}
      />
    <//>
  `;

/** Marks: the warnings that stay attached to what was read. */
import { html } from '../vendor/preact.js';
import { Card } from '../pieces.js';
import { called, t } from '../words.js';

/**
 * @param {{marks: {code: string, message: string, file: string, row: number, column: string, value: string}[]}} given
 */
export const Marks = ({ marks }) =>
  marks.length
    ? html`
        <${Card} title=${t('marks')} note=${t('about.marks')}>
          <ul class="plain-list">
            ${marks.map(
              (each) => html`
                <li>
                  <span class="tag warm">${called('MarkCode', each.code)}</span> ${each.message}
                  ${
                    each.file &&
                    html`
                      <p class="note">
                        ${each.file}
                        ${each.row > 0 ? `, ${t('row', { row: each.row })}` : ''}
                        ${each.column ? `, ${t('column', { column: each.column })}` : ''}
                        ${each.value ? `: “${each.value}”` : ''}
                      </p>
                    `
                  }
                </li>
              `,
            )}
          </ul>
        <//>
      `
    : null;

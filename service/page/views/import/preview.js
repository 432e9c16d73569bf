/**
 * Preview: what importing would do: what is new, what changes field by field, what goes, and what was not understood
 * cell by cell.
 */
import { html } from '../../vendor/preact.js';
import { Left } from '../left.js';
import { Rest } from '../../more.js';
import { Card, Empty, Table } from '../../pieces.js';
import { called, number, percent, t } from '../../words.js';

/** @typedef {import('../import.js').Previewed} Previewed */

/** What kind a node or link is, in words. @param {string} kind */
const kindOf = (kind) =>
  [called('NodeKind', kind.toUpperCase()), called('LinkKind', kind.toUpperCase())].find(
    (each) => each !== kind.toUpperCase(),
  ) ?? kind;

/** @param {{preview: Previewed, whole: boolean}} given */
export function Preview({ preview, whole }) {
  /** @type {[key: string, count: number][]} */
  const tiles = [
    ['new', preview.new.totalCount],
    ['links', preview.newLinks.totalCount],
    ['changed', preview.changed.totalCount],
    ['gone', preview.gone.totalCount],
    ['unchanged', preview.unchanged],
    ['unread', preview.notUnderstood.totalCount],
  ];
  const caption = (/** @type {string} */ key, /** @type {number} */ count) =>
    t(`preview.${key}.title`, { count: number(count) });
  return html`
    <ul class="tiles">
      ${tiles.map(
        ([key, count]) => html`
          <li><span class="tile"><strong>${number(count)}</strong> <span>${t(`preview.${key}`)}</span></span></li>
        `,
      )}
    </ul>
    <${Card} title=${t('preview.tables')} note=${t('about.preview.tables')}>
      ${
        preview.files.length
          ? html`
              <${Table}
                caption=${t('preview.tables')}
                head=${[[t('file')], [t('format')], [t('rows'), true], [t('repeated'), true]]}
                rows=${preview.files.map((each) => [
                  each.file,
                  each.format,
                  number(each.rows),
                  number(each.repeatedRows),
                ])}
              />
            `
          : html`<${Empty}>${t('preview.tables.none')}<//>`
      }
    <//>
    <${Left} unread=${preview.unread} />
    ${
      preview.notUnderstood.totalCount > 0 &&
      html`
        <${Card} title=${caption('unread', preview.notUnderstood.totalCount)} note=${t('preview.unread.note')}>
          <${Table}
            caption=${caption('unread', preview.notUnderstood.totalCount)}
            head=${[[t('where')], [t('written')], [t('message')], [t('severity')]]}
            rows=${preview.notUnderstood.nodes.map((each) => [
              html`
                ${[each.file, each.sheet].filter(Boolean).join(' · ')}
                ${each.row > 0 && html`<br />${t('row', { row: each.row })}`}
                ${each.column && html`<br />${t('column', { column: each.column })}`}
              `,
              each.value || '–',
              html`${each.reason}${each.hint && html`<p class="note">${each.hint}</p>`}`,
              html`
                <span class="tag severity-${each.severity.toLowerCase()}">
                  ${called('FileSeverity', each.severity)}
                </span>
              `,
            ])}
          />
          <${Rest} list=${preview.notUnderstood} />
        <//>
      `
    }
    ${
      preview.changed.totalCount > 0 &&
      html`
        <${Card} title=${caption('changed', preview.changed.totalCount)} note=${t('about.changed')}>
          <${Table}
            caption=${caption('changed', preview.changed.totalCount)}
            head=${[[t('name')], [t('kind')], [t('changed')], [t('source')]]}
            rows=${preview.changed.nodes.map((each) => [
              each.label,
              kindOf(each.kind),
              html`
                ${each.fields.map(
                  (one) => html`
                    <p class="note">
                      ${one.field}: <del>${one.before || '–'}</del> → <ins>${one.after || '–'}</ins>
                      ${one.difference && ` (${one.difference})`}
                    </p>
                  `,
                )}
              `,
              each.source,
            ])}
          />
          <${Rest} list=${preview.changed} />
        <//>
      `
    }
    ${
      /** @type {const} */ (['new', 'gone']).map(
        (which) =>
          preview[which].totalCount > 0 &&
          html`
            <details class="card">
              <summary><h2>${caption(which, preview[which].totalCount)}</h2></summary>
              ${which === 'gone' && html`<p class="note">${t(whole ? 'preview.gone.whole' : 'preview.gone.stays')}</p>`}
              <${Table}
                caption=${caption(which, preview[which].totalCount)}
                head=${[[t('name')], [t('kind')], [t('source')]]}
                rows=${preview[which].nodes.map((each) => [each.label, kindOf(each.kind), each.source])}
              />
              <${Rest} list=${preview[which]} />
            </details>
          `,
      )
    }
    ${
      preview.matched.totalCount > 0 &&
      html`
        <details class="card">
          <summary><h2>${caption('matched', preview.matched.totalCount)}</h2></summary>
          <p class="note">${t('preview.matched.note')}</p>
          <${Table}
            caption=${caption('matched', preview.matched.totalCount)}
            head=${[[t('written')], [t('preview.taken')], [t('reason')], [t('confidence'), true]]}
            rows=${preview.matched.nodes.map((each) => [
              html`${each.written}<p class="note">${each.source}</p>`,
              each.label,
              each.reason,
              percent(each.sureness),
            ])}
          />
          <${Rest} list=${preview.matched} />
        </details>
      `
    }
  `;
}

/**
 * Table: rows that people order, filter, copy and take along. All stand in the document, so that they are printed, read
 * aloud and found by the browser's own search; what is out of sight costs no layout (`content-visibility`).
 */
import { html, useEffect, useMemo, useRef, useState } from './vendor/preact.js';
import { change, read } from './address.js';
import { arranged, choicesOf, isNumeric, written } from './columns.js';
import { along } from './keys.js';
import { copy, saveBook, saveCsv } from './sheet.js';
import { useTyped } from './typed.js';
import { language, number, t } from './words.js';

/** @typedef {import('./columns.js').Drawn} Drawn */
/** @template R @typedef {import('./columns.js').Column<R>} Column */
/** @typedef {Partial<Record<string, string>>} Asked the order under `urut`, the filter of a column under `s_<key>` */
/** @typedef {(changed: Asked) => void} Ask */
/**
 * `kept`: order and filters stand in the address, under names that begin so; without it they last as long as the table.
 * A row is drawn once: what it shows rests on the row and on what is named in `on`.
 * @template R
 * @typedef {{caption: string, rows: readonly R[], columns: readonly Column<R>[], kept?: string, on?: unknown[],
 *   className?: string}}
 *   Given
 */

/** Rows that are there at once, and as many as follow with each turn: no click waits for thousands. */
const [FIRST, STEP] = [150, 300];
/** More rows than this are offered as a file. */
const MOST = 5_000;
/** From this many rows on there is something to order and to take along. */
const FEW = 4;
/** From this many rows on those out of sight are left out of layout, for which columns get widths of their own. */
const LONG = 60;

/** A table of what stands in rows. @template {object} R @param {Given<R>} given */
export const table = (given) => html`<${Whole} ...${given} />`;

/** @param {Given<any>} given */
function Whole({ caption, rows: all, columns, kept, on = [], className = '' }) {
  const rows = useSame(all);
  const [asked, ask] = useAsking(kept);
  const order = asked.urut ?? '';
  const filters = new Map(columns.map(({ key }) => [key, asked[`s_${key}`] ?? '']));
  const { found, unread } = useMemo(
    () => arranged(rows, columns, { order: order.replace(/^-/, ''), isBack: order.startsWith('-'), filters }),
    [rows, order, [...filters.values()].join('\n'), language()],
  );
  const seen = useMemo(() => (found.length > MOST ? found.slice(0, MOST) : found), [found]);
  const shown = useSlices(seen);
  const draw = useDrawn(columns, on);
  const isWorked = rows.length >= FEW;
  return html`
    ${
      isWorked &&
      html`
        <${Tools}
          caption=${caption}
          rows=${rows}
          found=${found}
          columns=${columns}
          order=${order}
          filters=${filters}
          ask=${ask}
        />
      `
    }
    ${unread.map((each) => html`<p class="notice bad" role="alert">${each}</p>`)}
    ${
      found.length > MOST &&
      html`<p class="notice">${t('table.many', { shown: number(MOST), total: number(found.length) })}</p>`
    }
    <div class="scroll" role="region" aria-label=${caption}>
      <table
        class="plain ${className} ${rows.length >= LONG ? 'long' : ''}"
        role="table"
        style=${{ '--columns': columns.map(widthOf).join(' ') }}
      >
        <caption class="unseen">${caption}</caption>
        <thead role="rowgroup">
          <tr role="row" onKeyDown=${along}>
            ${columns.map(
              (each, at) => html`<${Heading} column=${each} at=${at} order=${order} ask=${isWorked ? ask : null} />`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">${shown.map(draw)}</tbody>
      </table>
    </div>
    ${found.length === 0 && rows.length > 0 && html`<p class="empty">${t('table.none')}</p>`}
  `;
}

/** The width of a column of a long table. @param {Column<any>} column @param {number} at */
function widthOf(column, at) {
  const isNarrow = column.isNumber || column.as !== undefined;
  return `minmax(${isNarrow ? 7 : 6}rem, ${column.wide ?? (at === 0 ? 4 : isNarrow ? 1 : 2)}fr)`;
}

const isRight = (/** @type {Column<any>} */ column) => column.isNumber || isNumeric(column);

/** The same list as before while it holds the same. @template R @param {readonly R[]} list @returns {readonly R[]} */
function useSame(list) {
  const kept = useRef(list);
  if (list.length !== kept.current.length || list.some((each, at) => each !== kept.current[at])) kept.current = list;
  return kept.current;
}

/**
 * What is asked of a table, and how to ask otherwise: in the address, or only here.
 * @param {string | undefined} kept
 * @returns {[Asked, Ask]}
 */
function useAsking(kept) {
  const [own, set] = useState(/** @type {Asked} */ ({}));
  if (kept === undefined) return [own, (changed) => set((was) => ({ ...was, ...changed }))];
  const renamed = (/** @type {Asked} */ some, /** @type {(name: string) => string} */ name) =>
    Object.fromEntries(Object.entries(some).map(([key, value]) => [name(key), value]));
  const here = Object.entries(read().asked).filter(([name]) => name.startsWith(kept));
  return [
    renamed(Object.fromEntries(here), (name) => name.slice(kept.length)),
    (changed) => change(renamed(changed, (name) => kept + name)),
  ];
}

/**
 * The first rows at once, and the others turn by turn.
 * @template R @param {readonly R[]} rows @returns {readonly R[]}
 */
function useSlices(rows) {
  const [{ of, most }, set] = useState({ of: rows, most: FIRST });
  const upTo = of === rows ? most : FIRST;
  useEffect(() => {
    if (upTo >= rows.length) return undefined;
    const timer = setTimeout(() => set({ of: rows, most: upTo + STEP }));
    return () => clearTimeout(timer);
  }, [rows, upTo]);
  return upTo >= rows.length ? rows : rows.slice(0, upTo);
}

/**
 * Draws rows, each once: the same row is the same element, which preact leaves as it is.
 * @param {readonly Column<any>[]} columns
 * @param {unknown[]} on
 */
function useDrawn(columns, on) {
  const kept = useMemo(
    () => ({ drawn: /** @type {WeakMap<object, Drawn>} */ (new WeakMap()), count: 0 }),
    [language(), columns.map(({ key }) => key).join(), JSON.stringify(on)],
  );
  return (/** @type {any} */ row) => {
    const drawn = kept.drawn.get(row) ?? html`<tr role="row" key=${kept.count++}>${columns.map(cellOf(row))}</tr>`;
    kept.drawn.set(row, drawn);
    return drawn;
  };
}

/** Draws the cells of a row. @param {any} row */
const cellOf = (row) => (/** @type {Column<any>} */ column, /** @type {number} */ at) => {
  const shown = column.shown?.(row) ?? written(column, column.of(row));
  return at === 0
    ? html`<th scope="row" role="rowheader">${shown}</th>`
    : html`<td role="cell" class=${isRight(column) ? 'num' : ''} data-label=${column.label}>${shown}</td>`;
};

/**
 * A heading; pressed, it orders the rows, then the other way round, then not.
 * @param {{column: Column<any>, at: number, order: string, ask: Ask | null}} given
 */
function Heading({ column, at, order, ask }) {
  const { key, label } = column;
  const way = order === key ? 'ascending' : order === `-${key}` ? 'descending' : 'none';
  const [first, second] = isRight(column) ? [`-${key}`, key] : [key, `-${key}`];
  const next = order === first ? second : order === second ? '' : first;
  const sorts = ask && label && column.sorts !== false;
  return html`
    <th scope="col" role="columnheader" class=${isRight(column) ? 'num' : ''} aria-sort=${sorts ? way : undefined}>
      ${
        sorts
          ? html`
              <button type="button" class="sort" tabindex=${at ? -1 : 0} onClick=${() => ask({ urut: next })}>
                ${label}<span aria-hidden="true">${{ ascending: '▲', descending: '▼', none: '' }[way]}</span>
              </button>
            `
          : label
      }
    </th>
  `;
}

/**
 * @typedef {{caption: string, rows: readonly any[], found: readonly any[], columns: readonly Column<any>[],
 *   order: string, filters: Map<string, string>, ask: Ask}} Worked
 */

/** What can be done with the rows: a toolbar, of which one button stands in the order of Tab. @param {Worked} given */
function Tools({ caption, rows, found, columns, order, filters, ask }) {
  const isFiltered = [...filters.values()].some(Boolean);
  const [isOpen, open] = useState(isFiltered);
  const [told, tell] = useState('');
  const named = columns.filter(({ label }) => label);
  const sheet = () => ({
    name:
      caption
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60) || 'tabel',
    headings: named,
    rows: found.map((row) => named.map((each) => each.of(row))),
  });
  const count = number(rows.length);
  return html`
    <div class="table-tools noprint">
      <p class="note" role="status">
        ${
          found.length < rows.length
            ? t('shown', { shown: number(found.length), total: count })
            : t('table.rows', { count })
        }${told && ` · ${told}`}
      </p>
      <div role="toolbar" aria-label=${t('table.tools', { table: caption })} onKeyDown=${along}>
        <button type="button" class="small" aria-expanded=${isOpen ? 'true' : 'false'} onClick=${() => open(!isOpen)}>
          ${t('table.filter')}
        </button>
        <button
          type="button"
          class="small"
          tabindex="-1"
          onClick=${() => tell(t(copy(sheet()) ? 'table.copied' : 'table.uncopied', { count: number(found.length) }))}
        >
          ${t('table.copy')}
        </button>
        <button type="button" class="small" tabindex="-1" onClick=${() => saveCsv(sheet())}>CSV</button>
        <button type="button" class="small" tabindex="-1" onClick=${async () => tell(await saveBook(sheet()))}>
          XLSX
        </button>
      </div>
    </div>
    ${
      isOpen &&
      html`
        <form
          class="bar tools table-filters noprint"
          role="search"
          aria-label=${t('table.filter.of', { table: caption })}
          onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}
        >
          ${named.map(
            (each) => html`
              <${Filter}
                key=${each.key}
                column=${each}
                choices=${choicesOf(each, rows)}
                value=${filters.get(each.key) ?? ''}
                ask=${ask}
              />
            `,
          )}
          <label class="field">
            <span>${t('order')}</span>
            <select
              value=${order}
              onChange=${(/** @type {import('./pieces.js').InputEvent_} */ event) =>
                ask({ urut: event.currentTarget.value })}
            >
              <option value="">–</option>
              ${named
                .filter(({ sorts }) => sorts !== false)
                .flatMap(({ key, label }) => [
                  html`<option value=${key} selected=${order === key}>${label} ▲</option>`,
                  html`<option value=${`-${key}`} selected=${order === `-${key}`}>${label} ▼</option>`,
                ])}
            </select>
          </label>
          ${
            isFiltered &&
            html`
              <button
                type="button"
                onClick=${() => ask(Object.fromEntries(columns.map(({ key }) => [`s_${key}`, ''])))}
              >
                ${t('table.clear')}
              </button>
            `
          }
        </form>
      `
    }
  `;
}

/** The filter of one column. @param {{column: Column<any>, choices: string[], value: string, ask: Ask}} given */
function Filter({ column, choices, value, ask }) {
  const taken = (/** @type {string} */ wanted) => ask({ [`s_${column.key}`]: wanted });
  const typed = useTyped(value, taken);
  return html`
    <label class="field">
      <span>${column.label}</span>
      ${
        choices.length
          ? html`
              <select
                value=${value}
                onChange=${(/** @type {import('./pieces.js').InputEvent_} */ event) => taken(event.currentTarget.value)}
              >
                <option value="">${t('all')}</option>
                ${choices.map((each) => html`<option value=${each} selected=${each === value}>${each}</option>`)}
              </select>
            `
          : html`
              <input
                type="search"
                placeholder=${isNumeric(column) ? t('table.filter.number') : ''}
                ...${typed}
              />
            `
      }
    </label>
  `;
}

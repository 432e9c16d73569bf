/** Coverage: where dimensions meet OPDs and objectives: work, money, gaps; every cell opens the list behind it. */
import { html } from '../../vendor/preact.js';
import { change, href } from '../../address.js';
import { Heatmap } from '../../heatmap.js';
import { lazy } from '../../lazy.js';
import { Card, Panel, Tabs } from '../../pieces.js';
import { brief, named, number, rupiah, t } from '../../words.js';

const Objectives = lazy(async () => (await import('./objectives.js')).Objectives);
const Subs = lazy(async () => (await import('./subs.js')).Subs);
const Work = lazy(async () => (await import('./cell.js')).Work);
/** The levels of objectives that are rows. */
export const LEVELS = /** @type {const} */ (['MISSION', 'GOAL', 'OUTCOME']);

/** @typedef {import('../../address.js').Query} Query */
/** @typedef {{code: string, name: string, nameEn: string}} Dimension */
/**
 * @typedef {{dimension: {code: string}, column: {id: string}, programs: number, budget: number}} Met where a dimension
 *   meets a row in work
 */
/** @typedef {import('../overview.js').Found['coverage']['byOpd']} ByOpd */
/** @typedef {{asked: Query, dimensions: Dimension[], plan: {slug: string}, year: number | null}} Common */

/** @param {Common & {byOpd: ByOpd}} given */
export function Coverage({ asked, dimensions, byOpd, plan, year }) {
  const by = asked.oleh ?? 'opd';
  const show = asked.tampil ?? 'program';
  const common = { asked, dimensions, plan, year, show };
  return html`
    <${Card}
      title=${t('coverage')}
      note=${t(`coverage.note.${show}`)}
      aside=${html`
        <div class="bar">
          <${Tabs}
            name="oleh"
            label=${t('coverage.by')}
            value=${by}
            options=${[['opd', t('opd')], ['subdimensi', t('coverage.subs')], ['sasaran', t('objective')]]}
          />
          <${Tabs}
            name="tampil"
            label=${t('coverage.show')}
            value=${show}
            options=${[
              ['program', t('coverage.programs')],
              ['uang', t('coverage.money')],
              ['celah', t('coverage.gaps')],
            ]}
          />
        </div>
      `}
    >
      ${by === 'opd' && html`<${Opds} ...${common} found=${byOpd} />`}
      ${by === 'subdimensi' && html`<${Subs} ...${common} />`}
      ${by === 'sasaran' && html`<${Objectives} ...${common} />`}
    <//>
  `;
}

/**
 * What stands in a cell.
 * @param {Met[]} cells
 * @param {string} show
 * @param {Map<string, string>} names
 * @returns {(row: string, column: string) => import('../../heatmap.js').Cell | null}
 */
export function told(cells, show, names) {
  const met = new Map(cells.map((each) => [`${each.column.id} ${each.dimension.code}`, each]));
  return (row, column) => {
    const cell = met.get(`${row} ${column}`);
    const where = { row: names.get(row), column: names.get(column) };
    if (show === 'celah') return cell ? null : { value: null, text: '×', says: t('cell.gap', where) };
    if (!cell) return null;
    const says = t('cell', { ...where, programs: number(cell.programs), budget: rupiah(cell.budget) });
    const short = brief(cell.budget).replace('Rp ', '');
    return show === 'uang'
      ? { value: cell.budget, text: short, says: `${short}. ${says}` }
      : { value: cell.programs, text: number(cell.programs), says };
  };
}

export const column = (/** @type {Dimension} */ dimension) => ({
  key: dimension.code,
  label: html`
    <span class="full">${named(dimension)}</span>
    <abbr class="short" title=${named(dimension)}>${dimension.code}</abbr>
  `,
});
export const namesOf = (/** @type {Dimension[]} */ dimensions, /** @type {[string, string][]} */ rows) =>
  new Map([...rows, ...dimensions.map((each) => /** @type {[string, string]} */ ([each.code, named(each)]))]);
export const pick = (/** @type {string} */ row, /** @type {string} */ dimension) =>
  change({ sel: `${dimension}~${row}` });

/** @param {Common & {show: string, found: Pick<ByOpd, 'columns' | 'cells' | 'gaps'>}} given */
export function Opds({ asked, dimensions, plan, year, show, found }) {
  const names = namesOf(
    dimensions,
    found.columns.map((each) => [each.id, each.name]),
  );
  const total = (/** @type {string} */ id) =>
    found.cells.filter((each) => each.column.id === id).reduce((sum, each) => sum + each.programs, 0);
  const rows = [...found.columns].sort(
    (a, b) => Number(a.isTerritorial) - Number(b.isTerritorial) || total(b.id) - total(a.id),
  );
  return html`
    <p class="note">${t('coverage.gapcount', { count: number(found.gaps) })}</p>
    <${Heatmap}
      caption=${t('coverage.caption.opd')}
      corner=${t('opd')}
      columns=${dimensions.map(column)}
      rows=${rows.map((each) => ({
        key: each.id,
        label: html`
          <a href=${href({ view: 'opd', id: each.shortName })} title=${each.name}>
            ${each.shortName} <span class="full">${each.name}</span>
          </a>
        `,
      }))}
      cell=${told(found.cells, show, names)}
      onPick=${pick}
      foot=${{
        label: t('coverage.sum'),
        cell: (/** @type {string} */ key) => summed(found.cells, key, show, rows.length),
      }}
    />
    <${Chosen} asked=${asked} names=${names} plan=${plan} year=${year} byOpd=${true} />
  `;
}

/**
 * What stands under a column: all work or money of it, or how many rows have none.
 * @param {readonly Met[]} cells
 * @param {string} dimension
 * @param {string} show
 * @param {number} rows
 */
function summed(cells, dimension, show, rows) {
  const here = cells.filter((each) => each.dimension.code === dimension);
  if (show === 'celah') return number(rows - here.length);
  if (show === 'uang') return brief(here.reduce((sum, each) => sum + each.budget, 0)).replace('Rp ', '');
  return number(here.reduce((sum, each) => sum + each.programs, 0));
}

/** The level that the address names. */
export const levelOf = (/** @type {Query} */ asked) => LEVELS.find((each) => each === asked.level) ?? 'OUTCOME';

/**
 * @typedef {{asked: Query, names: Map<string, string>, plan: {slug: string}, year: number | null, byOpd: boolean}}
 *   Picking
 */

/** The cell that was pressed: its list. @param {Picking} given */
export function Chosen({ asked, names, plan, year, byOpd }) {
  const [dimension = '', row = ''] = (asked.sel ?? '').split('~');
  if (!names.has(dimension) || !names.has(row)) return null;
  return html`
    <${Panel} key=${asked.sel} title=${names.get(dimension) ?? ''} onClose=${() => change({ sel: '' })}>
      <p><strong>${names.get(row)}</strong></p>
      <${Work} plan=${plan} year=${year} byOpd=${byOpd} level=${levelOf(asked)} dimension=${dimension} row=${row} />
    <//>
  `;
}

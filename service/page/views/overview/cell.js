/** Cell: the list behind a cell of the coverage, or who else has work for a gap. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { OpdLink, answered } from '../../pieces.js';
import { table } from '../../table.js';
import { number, rupiah, t } from '../../words.js';
import { ofBudget, ofCode, ofName, ofOpd } from '../program_columns.js';

const CELL = gql(`
  query Cell(
    $plan: String!, $year: Year, $level: ObjectiveLevel!, $dimension: String!, $column: ID!, $byOpd: Boolean!,
    $of: DimensionLevel!
  ) {
    plan(slug: $plan) {
      coverage {
        byOpd(year: $year, level: $of) @include(if: $byOpd) {
          cell(dimension: $dimension, column: $column) {
            budget work { __typename id label code budget(year: $year) opd { shortName name } }
          }
        }
        byObjective(year: $year, objectiveLevel: $level) @skip(if: $byOpd) {
          cell(dimension: $dimension, column: $column) {
            budget work { __typename id label code budget(year: $year) opd { shortName name } }
          }
        }
      }
    }
  }
`);
const OTHERS = gql(`
  query Others($plan: String!, $year: Year) {
    plan(slug: $plan) {
      coverage { byOpd(year: $year) { cells { dimension { code } column { id shortName name } programs budget } } }
    }
  }
`);

/**
 * @typedef {{plan: {slug: string}, year: number | null, byOpd: boolean, level: 'MISSION' | 'GOAL' | 'OUTCOME',
 *   dimension: string, row: string}} Cell
 */

/** @param {Cell} given */
export function Work({ plan, year, byOpd, level, dimension, row }) {
  const of = dimension.includes('-') ? 'SUB_DIMENSION' : 'DIMENSION';
  const answer = useAnswer(CELL, { plan: plan.slug, year, level, dimension, column: row, byOpd, of });
  return answered(answer, ({ plan: found }) => {
    const cell = (found.coverage.byOpd ?? found.coverage.byObjective)?.cell;
    if (!cell) return html`<${Gap} plan=${plan} year=${year} byOpd=${byOpd} dimension=${dimension} />`;
    return html`
      <p class="note">${t('cell.sum', { count: number(cell.work.length), budget: rupiah(cell.budget) })}</p>
      ${table({
        caption: t('cell.caption'),
        rows: [...cell.work].sort((a, b) => (b.budget ?? 0) - (a.budget ?? 0)),
        columns: [ofName(), ofOpd(), ofCode(), ofBudget()],
      })}
    `;
  });
}

/** A gap: who else has work for the dimension. @param {Omit<Cell, 'level' | 'row'>} given */
function Gap({ plan, year, byOpd, dimension }) {
  const answer = useAnswer(OTHERS, { plan: plan.slug, year });
  return answered(answer, ({ plan: found }) => {
    const others = found.coverage.byOpd.cells
      .filter((each) => each.dimension.code === dimension)
      .sort((a, b) => b.programs - a.programs);
    return html`
      <p>${t(byOpd ? 'gap.opd' : 'gap.objective')}</p>
      ${table({
        caption: t('gap.others'),
        rows: others,
        columns: [
          {
            key: 'opd',
            label: t('gap.others'),
            of: (each) => `${each.column.shortName} – ${each.column.name}`,
            shown: (each) => html`<${OpdLink} opd=${each.column} className="" /> – ${each.column.name}`,
          },
          { key: 'pekerjaan', label: t('contents.works'), as: 'count', of: (each) => each.programs },
          ofBudget(),
        ],
      })}
    `;
  });
}

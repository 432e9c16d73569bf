/** Subs: the coverage by sub-dimension, and the sub-dimensions that nobody works for. */
import { html } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { answered } from '../../pieces.js';
import { named, t } from '../../words.js';
import { Opds } from './coverage.js';

const SUBS = gql(`
  query SubDimensions($plan: String!, $year: Year) {
    plan(slug: $plan) {
      coverage { byOpd(year: $year, level: SUB_DIMENSION) {
        dimensions { code name nameEn }
        columns { id shortName name isTerritorial }
        cells { dimension { code } column { id } programs budget }
        gaps
        emptyDimensions { code name nameEn }
      } }
    }
  }
`);

/** @param {import('./coverage.js').Common & {show: string}} common */
export function Subs(common) {
  const answer = useAnswer(SUBS, { plan: common.plan.slug, year: common.year });
  return answered(answer, ({ plan }) => {
    const found = plan.coverage.byOpd;
    return html`
      ${
        found.emptyDimensions.length > 0 &&
        html`
          <p class="notice off">
            ${t('coverage.empty', { names: found.emptyDimensions.map((each) => named(each)).join(', ') })}
          </p>
        `
      }
      <div class="grid-opds"><${Opds} ...${common} dimensions=${found.dimensions} found=${found} /></div>
    `;
  });
}

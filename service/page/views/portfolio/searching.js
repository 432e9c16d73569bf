/** Searching: a good set at once and then the best one, over one subscription; what is asked no more is stopped. */
import { gql, useAsked } from '../../api.js';
import { last } from '../../live.js';
import { language, spoken } from '../../words.js';

const PORTFOLIO = gql(`
  subscription Portfolio(
    $plan: String!, $budget: Rupiah, $capacity: Float!, $weights: WeightsInput, $keepDecisions: Boolean!,
    $language: Language!
  ) {
    portfolio(
      plan: $plan, budget: $budget, capacity: $capacity, weights: $weights, keepDecisions: $keepDecisions
    ) {
      isFinal rupiah gap
      initiatives {
        fingerprint rank themeName(language: $language) lead { shortName name } score { total } decision { standing }
      }
      leftOut {
        rupiah missingRupiah overloaded isRejected
        initiative { fingerprint themeName(language: $language) lead { shortName name } }
      }
      loads { name load capacity opd { shortName name } }
      dimensions { code name nameEn } unserved { code name nameEn }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof PORTFOLIO>['portfolio']} Chosen */
/** @typedef {import('./limits.js').Limits} Limits */

/** How long the first set waits for the best one, in milliseconds: numbers that change at once are read by nobody. */
const CALM = 200;

/**
 * The set within some limits; the last one stays until another is there.
 * @param {string} plan
 * @param {Limits} limits
 * @param {Record<string, number> | null} weights
 */
export function useSet(plan, limits, weights) {
  const on = JSON.stringify([plan, limits, weights]);
  const found = (/** @type {Chosen} */ chosen) => ({ chosen, limits, on });
  const answer = useAsked(
    async (signal, show) => {
      const given = { plan, ...limits, weights, language: spoken() };
      let timer = 0;
      const wait = (/** @type {Chosen} */ chosen) => {
        clearTimeout(timer);
        timer = setTimeout(() => show(found(chosen)), CALM);
      };
      try {
        return found((await last(PORTFOLIO, given, signal, ({ portfolio }) => wait(portfolio))).portfolio);
      } finally {
        clearTimeout(timer);
      }
    },
    [on, language()],
    { stays: true },
  );
  return { ...answer, isStale: !!answer.data && answer.data.on !== on };
}

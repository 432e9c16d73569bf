/** Moves: how ranks move when the weights are others. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { askAll, gql, useAsked } from '../../api.js';
import { answered, Card, Table } from '../../pieces.js';
import { language, number, percent, t } from '../../words.js';

const RANKS = gql(`
  query Ranks($plan: String!, $weights: WeightsInput, $after: String, $language: Language!) {
    plan(slug: $plan) { initiatives(first: 100, after: $after, weights: $weights) {
      nodes { fingerprint rank themeName(language: $language) score { total } } pageInfo { hasNextPage endCursor } } }
  }
`);
const MOST_MOVES = 12;

/** @param {{plan: {slug: string}, weights: Record<string, number>}} given */
export function Moves({ plan, weights }) {
  const before = useAsked(
    (signal) => askAll(RANKS, { plan: plan.slug, weights: null }, (data) => data.plan.initiatives, signal),
    [plan.slug, language()],
  );
  const after = useAsked(
    (signal) => askAll(RANKS, { plan: plan.slug, weights }, (data) => data.plan.initiatives, signal),
    [plan.slug, weights, language()],
    { stays: true },
  );
  return html`
    <${Card} title=${t('portfolio.moves')} note=${t('portfolio.moves.note')}>
      ${answered(before, (was) =>
        answered(after, (now) => {
          const ranks = new Map(was.map((each) => [each.fingerprint, each.rank]));
          return html`
            <${Table}
              caption=${t('portfolio.moves')}
              head=${[
                [t('name')],
                [t('portfolio.before'), true],
                [t('portfolio.after'), true],
                [t('portfolio.change'), true],
                [t('score'), true],
              ]}
              rows=${now.slice(0, MOST_MOVES).map((each) => {
                const moved = (ranks.get(each.fingerprint) ?? each.rank) - each.rank;
                return [
                  html`<a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>`,
                  number(ranks.get(each.fingerprint)),
                  number(each.rank),
                  moved === 0
                    ? '='
                    : html`
                        <span class="tag ${moved > 0 ? 'good' : 'warm'}">
                          ${moved > 0 ? '▲' : '▼'} ${number(Math.abs(moved))}
                        </span>
                      `,
                  percent(each.score.total),
                ];
              })}
            />
          `;
        }),
      )}
    <//>
  `;
}

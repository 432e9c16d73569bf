/** Changes: what became of the plan since a revision. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { answered } from '../../pieces.js';
import { moment, number, t } from '../../words.js';

const SINCE = gql(`
  query Since($plan: String!, $from: Revision!, $language: Language!) {
    plan(slug: $plan) { revisions(first: 20, orderBy: NEWEST) { nodes { revision author reason madeAt changes } } }
    compare(plan: $plan, from: $from) {
      counts { added edited removed }
      findingsCame(first: 1) { totalCount }
      findingsGone(first: 1) { totalCount }
      initiativesCame(first: 5) { totalCount nodes { fingerprint themeName(language: $language) } }
      initiativesGone(first: 5) { totalCount nodes { fingerprint themeName(language: $language) } }
    }
  }
`);

/** @param {{slug: string, before: number, onSeen: () => void}} given */
export function Changes({ slug, before, onSeen }) {
  const answer = useAnswer(SINCE, { plan: slug, from: before });
  return html`
    <section class="notice since" aria-label=${t('since')}>
      ${answered(answer, ({ plan, compare }) => {
        const came = plan.revisions.nodes.filter((each) => each.revision > before);
        const sum = (/** @type {'added' | 'edited' | 'removed'} */ what) =>
          number(compare.counts.reduce((all, each) => all + each[what], 0));
        const names = (/** @type {{fingerprint: string, themeName: string}[]} */ some) =>
          some.map(
            (each, at) => html`
              ${at > 0 ? '; ' : ''}
              <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
            `,
          );
        return html`
          <div>
            <h2>${t('since')}</h2>
            <ul>
              ${came.slice(0, 5).map(
                (each) => html`
                  <li>
                    <a href=${href({ view: 'riwayat', id: String(each.revision) })}>
                      ${t('revision.number', { revision: number(each.revision) })}
                    </a> · ${moment(each.madeAt)} · ${each.author || t('someone')}: ${
                      each.reason || t('reason.none')
                    } (${t('changes', { count: number(each.changes) })})
                  </li>
                `,
              )}
            </ul>
            ${
              came.length > 5 &&
              html`<p><a href=${href({ view: 'riwayat' })}>${t('overview.all', { count: number(came.length) })}</a></p>`
            }
            <p>
              ${t('since.counts', { added: sum('added'), edited: sum('edited'), removed: sum('removed') })} ${t(
                'since.findings',
                { came: number(compare.findingsCame.totalCount), gone: number(compare.findingsGone.totalCount) },
              )}
            </p>
            ${
              compare.initiativesCame.totalCount > 0 &&
              html`
                <p>
                  ${t('since.came', { count: number(compare.initiativesCame.totalCount) })} ${names(
                    compare.initiativesCame.nodes,
                  )}
                </p>
              `
            }
            ${
              compare.initiativesGone.totalCount > 0 &&
              html`
                <p>
                  ${t('since.gone', {
                    count: number(compare.initiativesGone.totalCount),
                  })} ${compare.initiativesGone.nodes.map((each) => each.themeName).join('; ')}
                </p>
              `
            }
          </div>
          <button type="button" onClick=${onSeen}>${t('since.seen')}</button>
        `;
      })}
    </section>
  `;
}

/** Changes: what became of the plan since a visit, and what others decided and wrote. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { begunAt, gql, useAnswer } from '../../api.js';
import { sentences } from '../../changed.js';
import { answered, StandingTag } from '../../pieces.js';
import { useRights } from '../../rights.js';
import { moment, number, t } from '../../words.js';

const SINCE = gql(`
  query Since($plan: String!, $from: Revision!, $language: Language!) {
    plan(slug: $plan) { revisions(first: 20, orderBy: NEWEST) { nodes { revision author reason madeAt changes } } }
    compare(plan: $plan, from: $from) {
      counts { added edited removed }
      changes(first: 5, action: EDITED) { totalCount nodes {
        action label nodeKind linkKind fields { name before after }
      } }
      findingsCame(first: 1) { totalCount }
      findingsGone(first: 1) { totalCount }
      initiativesCame(first: 5) { totalCount nodes { fingerprint themeName(language: $language) } }
      initiativesGone(first: 5) { totalCount nodes { fingerprint themeName(language: $language) } }
    }
  }
`);
const SAID = gql(`
  query SaidSince($plan: String!) {
    plan(slug: $plan) {
      decisions(first: 20, orderBy: NEWEST) {
        nodes { fingerprint decision { number title standing reason author madeAt } initiative { fingerprint } }
      }
      comments(first: 20, orderBy: NEWEST) { nodes { number fingerprint text author madeAt replyTo { author } } }
    }
  }
`);
const ABOUT = gql(`
  query About($plan: String!, $id: ID!, $language: Language!) {
    plan(slug: $plan) { initiative(fingerprint: $id) { themeName(language: $language) } }
  }
`);
/** As many of what others said are told. */
const MOST = 5;
/** Of a comment so many letters are told. */
const LETTERS = 160;

/**
 * @param {{slug: string, before: import('./since.js').Seen, revision: number, onSeen: (at: number) => void}} given
 */
export function Changes({ slug, before, revision, onSeen }) {
  const { name } = useRights(null);
  const said = useAnswer(SAID, { plan: slug }).data?.plan;
  const isNew = (/** @type {{author: string, madeAt: string | null}} */ { author, madeAt }) =>
    author !== name && Date.parse(madeAt ?? '') > before.at;
  const decisions = said?.decisions.nodes.filter(({ decision }) => isNew(decision)) ?? [];
  const isToMe = (/** @type {{replyTo: {author: string} | null}} */ { replyTo }) => replyTo?.author === name;
  const comments = (said?.comments.nodes.filter(isNew) ?? []).sort((a, b) => Number(isToMe(b)) - Number(isToMe(a)));
  const isChanged = before.revision < revision;
  if (!isChanged && !decisions.length && !comments.length) return null;
  const times = [...decisions.map(({ decision }) => decision), ...comments].map(({ madeAt }) =>
    Date.parse(madeAt ?? ''),
  );
  return html`
    <section class="notice since" aria-label=${t('since')}>
      <div>
        <h2>${t('since')}</h2>
        ${isChanged && html`<${Revised} slug=${slug} before=${before.revision} />`}
        ${
          decisions.length + comments.length > 0 &&
          html`
            <ul>
              ${decisions.slice(0, MOST).map(
                ({ decision, initiative }) => html`
                  <li key=${`d${decision.number}`}>
                    ${decision.author || t('someone')}: <${StandingTag} standing=${decision.standing} />${' '}
                    ${
                      initiative
                        ? html`
                            <a href=${href({ view: 'inisiatif', id: initiative.fingerprint })}>
                              ${decision.title || t('decisions.untitled')}
                            </a>
                          `
                        : decision.title
                    }${decision.reason && ` “${decision.reason}”`}
                  </li>
                `,
              )}
              ${comments.slice(0, MOST).map(
                (each) => html`
                  <li key=${`c${each.number}`}>
                    ${t(isToMe(each) ? 'since.reply' : 'since.comment', { who: each.author || t('someone') })}${' '}
                    <${About} slug=${slug} fingerprint=${each.fingerprint} />:
                    “${each.text.length > LETTERS ? `${each.text.slice(0, LETTERS)} …` : each.text}”
                  </li>
                `,
              )}
            </ul>
          `
        }
        ${
          decisions.length > MOST &&
          html`
            <p>
              <a href=${href({ view: 'keputusan' })}>
                ${t('since.decisions', { count: number(decisions.length) })}
              </a>
            </p>
          `
        }
      </div>
      <button type="button" onClick=${() => onSeen(Math.max(begunAt(), ...times))}>${t('since.seen')}</button>
    </section>
  `;
}

/** What a comment is about, linked. @param {{slug: string, fingerprint: string}} given */
function About({ slug, fingerprint }) {
  const about = useAnswer(ABOUT, { plan: slug, id: fingerprint }).data?.plan.initiative;
  return html`
    <a href=${href({ view: 'inisiatif', id: fingerprint })}>${about?.themeName ?? t('decisions.untitled')}</a>
  `;
}

/** What the revisions since then changed. @param {{slug: string, before: number}} given */
function Revised({ slug, before }) {
  return answered(useAnswer(SINCE, { plan: slug, from: before }), ({ plan, compare }) => {
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
      <ul>
        ${came.slice(0, MOST).map(
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
        came.length > MOST &&
        html`<p><a href=${href({ view: 'riwayat' })}>${t('overview.all', { count: number(came.length) })}</a></p>`
      }
      <p>
        ${t('since.counts', { added: sum('added'), edited: sum('edited'), removed: sum('removed') })} ${t(
          'since.findings',
          { came: number(compare.findingsCame.totalCount), gone: number(compare.findingsGone.totalCount) },
        )}
      </p>
      ${
        compare.changes.nodes.length > 0 &&
        html`
          <ul>
            ${compare.changes.nodes.flatMap(sentences).map((each) => html`<li>${each}</li>`)}
            ${compare.changes.totalCount > compare.changes.nodes.length && html`<li>…</li>`}
          </ul>
        `
      }
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
    `;
  });
}

/** Mitra: one organisation that is no OPD, and the initiatives that call for it. */
import { html } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { answered, Card, Empty, OpdLink, View, viewed } from '../pieces.js';
import { called, language, t } from '../words.js';
import { Marks } from './marks.js';

const PARTNER = gql(`
  query Partner($id: ID!) {
    node(id: $id) {
      ... on Partner { __typename id name kind writtenKind aliases source marks { code message file row column value } }
    }
  }
`);
const CALLS = gql(`
  query Calls($plan: String!, $after: String, $language: Language!) {
    plan(slug: $plan) { initiatives(first: 100, after: $after) {
      nodes {
        fingerprint rank themeName(language: $language) lead { shortName name }
        partners { reason(language: $language) partner { id } }
      }
      pageInfo { hasNextPage endCursor } } }
  }
`);

/** @param {import('../shell.js').Given} given */
export default function Partner({ address: { id }, plan }) {
  const answer = useAnswer(PARTNER, { id });
  const calls = useAsked(
    (signal) => askAll(CALLS, { plan: plan.slug }, (data) => data.plan.initiatives, signal),
    [plan.slug, language()],
  );
  return viewed(answer, ({ node }) =>
    node && 'name' in node
      ? html`
          <${View}
            title=${node.name}
            kicker=${called('PartnerKind', node.kind)}
            lead=${node.aliases.length ? t('aliases', { names: node.aliases.join(', ') }) : ''}
          >
            <${Card} title=${t('partner.calls')} note=${t('about.partner.calls')}>
              ${answered(calls, (all) => {
                const found = all.flatMap((each) => {
                  const call = each.partners.find((one) => one.partner?.id === node.id);
                  return call ? [{ ...each, call }] : [];
                });
                return found.length
                  ? html`
                      <ol class="top-list">
                        ${found.map(
                          (each) => html`
                            <li>
                              <span class="rank" aria-hidden="true">${each.rank}</span>
                              <div>
                                <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
                                <p class="note"><${OpdLink} opd=${each.lead} className="" /> · ${each.call.reason}</p>
                              </div>
                            </li>
                          `,
                        )}
                      </ol>
                    `
                  : html`<${Empty}>${t('partner.nocalls')}<//>`;
              })}
            <//>
            <p class="note">${t('source')}: ${node.source}</p>
            <${Marks} marks=${node.marks} />
          <//>
        `
      : html`<${View} title=${t('node.gone')}><${Empty}>${t('node.gone.note')}<//><//>`,
  );
}

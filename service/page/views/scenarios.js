/**
 * Skenario: what-ifs, begun by hand or from what is recommended, up to four side by side; one is edited, brought up to
 * date and published.
 */
import { html } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { answered, Card, Empty, View } from '../pieces.js';
import { Signed } from '../rights.js';
import { moment, number, t } from '../words.js';
import { Begin } from './scenario/begin.js';
import { One } from './scenario/one.js';
import { SideBySide } from './scenario/side_by_side.js';

const SCENARIOS = gql(`
  query Scenarios($plan: String!) {
    plan(slug: $plan) {
      scenarios(first: 100) {
        nodes { id name standing author reason changedAt changeCount baseRevision publishedRevision isBehind }
      }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof SCENARIOS>['plan']['scenarios']['nodes'][number]} Scenario */
/** @typedef {{address: import('../address.js').Address, plan: import('../shell.js').PlanName}} Given */

const MOST = 4;
/** The names of those that the address lays side by side. @param {string | undefined} written */
const namesIn = (written) => (written ? written.split('|').slice(0, MOST) : []);

/** @param {Given} given */
export default function Scenarios({ address, plan }) {
  return address.id
    ? html`<${One} name=${address.id} asked=${address.asked} plan=${plan} />`
    : html`<${Every} address=${address} plan=${plan} />`;
}

/** @param {Given} given */
function Every({ address: { asked }, plan }) {
  const answer = useAnswer(SCENARIOS, { plan: plan.slug });
  return html`
    <${View} title=${t('menu.skenario')} lead=${t('scenario.lead')}>
      <${Signed} to=${t('scenario.to')} plan=${plan}>
        <${Begin} plan=${plan} asked=${asked} />
      <//>
      ${answered(
        answer,
        ({ plan: { scenarios } }) => html`<${List} every=${scenarios.nodes} asked=${asked} plan=${plan} />`,
      )}
    <//>
  `;
}

/** @param {{every: Scenario[], asked: import('../address.js').Query, plan: import('../shell.js').PlanName}} given */
function List({ every, asked, plan }) {
  const open = every.filter((each) => each.standing === 'OPEN');
  const closed = every.filter((each) => each.standing !== 'OPEN').reverse();
  const names = namesIn(asked.banding).filter((name) => open.some((each) => each.name === name));
  const choose = (/** @type {string} */ name, /** @type {boolean} */ is) =>
    change({ banding: (is ? [...names, name] : names.filter((each) => each !== name)).join('|') });
  return html`
    <${Card} title=${t('scenario.open')} note=${open.length > 1 ? t('scenario.choose', { most: number(MOST) }) : ''}>
      ${
        open.length
          ? html`
              <ul class="plain-list">
                ${open.map(
                  (each) => html`
                    <li key=${each.id}>
                      <p class="tags">
                        <label class="check noprint">
                          <input
                            type="checkbox"
                            checked=${names.includes(each.name)}
                            disabled=${!names.includes(each.name) && names.length >= MOST}
                            onChange=${(/** @type {import('../pieces.js').InputEvent_} */ event) =>
                              choose(each.name, event.currentTarget.checked)}
                          />
                          <span>${t('scenario.beside', { name: each.name })}</span>
                        </label>
                        <a href=${href({ view: 'skenario', id: each.name })}>${each.name}</a>
                        ${each.isBehind && html`<span class="tag warm">${t('scenario.behind')}</span>`}
                      </p>
                      <p class="note"><${Facts} each=${each} /></p>
                    </li>
                  `,
                )}
              </ul>
            `
          : html`<${Empty}>${t('scenario.none')}<//>`
      }
    <//>
    ${names.length > 0 && html`<${SideBySide} names=${names} plan=${plan} />`}
    ${
      closed.length > 0 &&
      html`
        <details class="card">
          <summary>${t('scenario.closed', { count: number(closed.length) })}</summary>
          <ul class="plain-list">
            ${closed.map(
              (each) => html`
                <li key=${each.id}>
                  ${each.name}${' '}
                  ${
                    each.publishedRevision
                      ? html`
                          <a href=${href({ view: 'riwayat', id: String(each.publishedRevision) })}>
                            ${t('scenario.published', { revision: number(each.publishedRevision) })}
                          </a>
                        `
                      : html`<span class="tag">${t('scenario.discarded')}</span>`
                  }
                  <p class="note"><${Facts} each=${each} /></p>
                </li>
              `,
            )}
          </ul>
        </details>
      `
    }
  `;
}

/** @param {{each: Scenario}} given */
const Facts = ({ each }) =>
  [
    t('scenario.changes', { count: number(each.changeCount) }),
    t('scenario.base', { revision: number(each.baseRevision) }),
    each.author,
    moment(each.changedAt),
    each.reason,
  ]
    .filter(Boolean)
    .join(' · ');

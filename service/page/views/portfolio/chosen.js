/** Chosen: a set of initiatives, what it costs, what it leaves out and why, and what agencies carry. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { Card, Empty, Meter, OpdLink, StandingTag, Table } from '../../pieces.js';
import { brief, named, number, percent, t } from '../../words.js';
import { Try } from '../scenario/begin.js';

/** @typedef {import('./searching.js').Chosen} Chosen */

/** What a set comes to. @param {{found: Chosen, budget: number | null}} given */
export const Summary = ({ found, budget }) => html`
  <ul class="tiles four">
    ${
      /** @type {[string, string][]} */ ([
        [number(found.initiatives.length), t('portfolio.chosen')],
        [brief(found.rupiah), budget ? t('portfolio.of', { budget: brief(budget) }) : t('portfolio.cost')],
        [number(found.dimensions.length), t('portfolio.dimensions')],
        [number(found.leftOut.length), t('portfolio.leftout')],
      ]).map(([value, said]) => html`<li><span class="tile"><strong>${value}</strong> <span>${said}</span></span></li>`)
    }
  </ul>
  ${
    found.unserved.length > 0 &&
    html`<p class="notice">${t('portfolio.unserved', { names: found.unserved.map(named).join(', ') })}</p>`
  }
  ${
    found.isFinal &&
    found.gap >= 0.005 &&
    html`<p class="note">${t('portfolio.gap', { share: percent(found.gap) })}</p>`
  }
`;

/** A set as a whole. @param {{found: Chosen, budget: number | null}} given */
export const ChosenSet = ({ found, budget }) => html`
  <${Summary} found=${found} budget=${budget} />
  <div class="wide-narrow">
    <div>
      <${Card}
        title=${t('portfolio.set')} note=${t('about.portfolio.set')}
        aside=${
          found.initiatives.length > 0 &&
          html`<${Try} from=${found.initiatives.map((each) => each.fingerprint)} title=${t('portfolio.set')} />`
        }
      >
        ${
          found.initiatives.length
            ? html`
                <ol class="top-list">
                  ${found.initiatives.map(
                    (each) => html`
                      <li>
                        <span class="rank" aria-hidden="true">${each.rank}</span>
                        <div>
                          <a href=${href({ view: 'inisiatif', id: each.fingerprint })}>${each.themeName}</a>
                          <p class="note tags">
                            <${OpdLink} opd=${each.lead} className="" />${' '}
                            <${StandingTag} standing=${each.decision?.standing} />
                          </p>
                        </div>
                        <${Meter} value=${each.score.total} label=${t('score')} />
                      </li>
                    `,
                  )}
                </ol>
              `
            : html`<${Empty}>${t('portfolio.none')}<//>`
        }
      <//>
      ${
        found.leftOut.length > 0 &&
        html`
          <${Card} title=${t('portfolio.left')} note=${t('portfolio.left.note')}>
            <${Table}
              caption=${t('portfolio.left')}
              head=${[[t('name')], [t('lead')], [t('portfolio.adds'), true], [t('portfolio.why')]]}
              rows=${found.leftOut.slice(0, 30).map((each) => [
                html`
                  <a href=${href({ view: 'inisiatif', id: each.initiative.fingerprint })}>
                    ${each.initiative.themeName}
                  </a>
                `,
                html`<${OpdLink} opd=${each.initiative.lead} className="" />`,
                brief(each.rupiah),
                [
                  each.isRejected && t('portfolio.rejected'),
                  each.missingRupiah > 0 && t('portfolio.missing', { money: brief(each.missingRupiah) }),
                  each.overloaded.length > 0 && t('portfolio.overloaded', { names: each.overloaded.join(', ') }),
                ]
                  .filter(Boolean)
                  .join('; ') || t('portfolio.less'),
              ])}
            />
          <//>
        `
      }
    </div>
    <aside aria-label=${t('portfolio.loads')}>
      <${Card} title=${t('portfolio.loads')} note=${t('portfolio.loads.note')}>
        <ul class="top-list">
          ${found.loads.slice(0, 20).map(
            (each) => html`
              <li>
                <div>${each.opd ? html`<${OpdLink} opd=${each.opd} className="" />` : each.name}</div>
                <${Meter}
                  value=${each.capacity ? each.load / each.capacity : 1}
                  label=${`${number(each.load, 1)} / ${number(each.capacity, 1)}`}
                  tone=${each.load >= each.capacity ? 'warm' : ''}
                />
              </li>
            `,
          )}
        </ul>
      <//>
    </aside>
  </div>
`;

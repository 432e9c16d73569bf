/** Pair: what is asked of two items, what was said and suggested of them, and what one says oneself. */
import { html, useState } from '../../vendor/preact.js';
import { Card } from '../../pieces.js';
import { called, number, t } from '../../words.js';
import { signed } from './matrix.js';

/** @typedef {import('../../pieces.js').InputEvent_} Typed */

const SCALE = [3, 2, 1, 0, -1, -2, -3];

/**
 * @param {{source: import('./round.js').Item, target: import('./round.js').Item, cell: import('./round.js').Cell,
 *   own: import('./scoring.js').Score | null, onScore: ((score: number | null, reason: string) => void) | null}} given
 *   `onScore`: null where nothing may be scored
 */
export function PairCard({ source, target, cell, own, onScore }) {
  const [reason, write] = useState(own?.reason ?? '');
  return html`
    <${Card} title=${`${source.name} → ${target.name}`}>
      <p>${t('cross.question', { source: source.name, target: target.name })}</p>
      <p>
        <span class="tag">${called('ImpactAgreement', cell.agreement)}</span>${' '}
        ${
          cell.scoreCount > 0 &&
          t('cross.said', {
            mean: signed(cell.mean),
            lowest: signed(cell.lowest),
            highest: signed(cell.highest),
            count: number(cell.scoreCount),
          })
        }
      </p>
      ${
        cell.proposal &&
        html`
          <p class="notice">
            <strong>${t('cross.proposal', { score: signed(cell.proposal.score) })}</strong> ${cell.proposal.reason}
          </p>
        `
      }
      ${
        cell.scores.length > 0 &&
        html`
          <ul>
            ${cell.scores.map(
              (each) => html`
                <li>
                  <strong>${signed(each.score)}</strong> ${each.opd?.shortName ?? each.author}
                  ${each.reason && html` – ${each.reason}`}
                </li>
              `,
            )}
          </ul>
        `
      }
      ${
        onScore &&
        html`
          <fieldset class="scale noprint">
            <legend>${t('cross.own')}</legend>
            ${SCALE.map(
              (score) => html`
                <label class="check">
                  <input
                    type="radio"
                    name="score"
                    value=${score}
                    checked=${own?.score === score}
                    onChange=${() => onScore(score, reason)}
                  />
                  <span><strong>${signed(score)}</strong> ${t(`cross.scale.${score}`)}</span>
                </label>
              `,
            )}
          </fieldset>
          <label class="field noprint">
            <span>${t('cross.reason')}</span>
            <textarea
              rows="2"
              maxlength="10000"
              value=${reason}
              onInput=${(/** @type {Typed} */ event) => write(event.currentTarget.value)}
              onChange=${() => own?.score != null && onScore(own.score, reason)}
            ></textarea>
          </label>
          ${
            own?.score != null &&
            html`
              <p class="noprint">
                <button type="button" class="quiet" onClick=${() => onScore(null, '')}>${t('cross.back')}</button>
              </p>
            `
          }
        `
      }
    <//>
  `;
}

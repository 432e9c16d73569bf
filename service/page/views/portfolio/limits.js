/** Limits: the money and the capacity that a set must keep to, as the address says them and as people set them. */
import { html, useLayoutEffect, useRef, useState } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { amountOf } from '../../money.js';
import { Slider } from '../../fields.js';
import { Switch, within } from '../../pieces.js';
import { language, number, rupiah, t } from '../../words.js';

/** @typedef {import('../../address.js').Query} Query */
/** @typedef {{budget: number | null, capacity: number, keepDecisions: boolean}} Limits */
/** @typedef {'' | '2'} Side the first set, or the second beside it; ends the names in the address */

/** The slider goes over orders of money: its end is all that there is. */
const STEPS = 40;
const USUAL_CAPACITY = 6;

/** How much money a step of the slider stands for; null for no limit. @param {number} step @param {number} all */
const moneyAt = (step, all) => (step >= STEPS ? null : Math.round((all * (step / STEPS) ** 2) / 1e6) * 1e6);

/** Which step is nearest to some money. @param {number | null} money @param {number} all */
const stepOf = (money, all) =>
  money === null ? STEPS : Math.min(STEPS, Math.max(1, Math.round(STEPS * Math.sqrt(money / all))));

/**
 * The money that the address names: an amount that was typed, else the slider's step.
 * @param {Query} asked
 * @param {number} all
 * @param {Side} side
 */
function budgetOf(asked, all, side) {
  const written = asked[`rupiah${side}`] ?? '';
  const typed = /^[1-9]\d*$/.test(written) ? Number(written) : NaN;
  return Number.isSafeInteger(typed) ? typed : moneyAt(within(asked[`dana${side}`], STEPS, 1, STEPS), all);
}

/** @param {Query} asked @param {number} all @param {Side} side @returns {Limits} */
export const limitsOf = (asked, all, side) => ({
  budget: budgetOf(asked, all, side),
  capacity: within(asked[`daya${side}`], USUAL_CAPACITY, 1, 20),
  keepDecisions: !asked[`bebas${side}`],
});

const limit = (/** @type {number | null} */ money) => (money === null ? t('portfolio.nolimit') : rupiah(money));
const capacitySaid = (/** @type {number} */ each) => t('portfolio.capacity', { capacity: number(each, 1) });

/** The limits in a sentence. @param {Limits} limits */
export const limitsSaid = ({ budget, capacity, keepDecisions }) =>
  [
    t('portfolio.budget', { budget: limit(budget) }),
    capacitySaid(capacity),
    t(keepDecisions ? 'portfolio.kept' : 'portfolio.free'),
  ].join('. ');

/** @param {{limits: Limits, all: number, side: Side}} given */
export function Controls({ limits: { budget, capacity, keepDecisions }, all, side }) {
  const step = stepOf(budget, all);
  return html`
    <div class="bar sliders">
      <${Slider}
        name=${`dana${side}`}
        label=${(/** @type {number} */ at) =>
          t('portfolio.budget', { budget: limit(at === step ? budget : moneyAt(at, all)) })}
        value=${step}
        least=${1}
        most=${STEPS}
        onSet=${(/** @type {number} */ at) => change({ [`dana${side}`]: at, [`rupiah${side}`]: '' })}
      />
      <${Amount} budget=${budget} side=${side} />
      <${Slider} name=${`daya${side}`} label=${capacitySaid} value=${capacity} least=${1} most=${20} />
      <${Switch} name=${`bebas${side}`} label=${t('portfolio.ignore')} value=${!keepDecisions} />
    </div>
  `;
}

/**
 * Money that is typed: taken when the field is left or Enter is pressed, refused where it is not sure how much is
 * meant.
 * @param {{budget: number | null, side: Side}} given
 */
function Amount({ budget, side }) {
  const [typed, type] = useState(/** @type {string | null} */ (null));
  const [wrong, set] = useState('');
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useLayoutEffect(() => {
    if (document.activeElement === field.current) return; // It is being typed in.
    type(null);
    set('');
  }, [budget]);
  const take = () => {
    const found = typed?.trim() ? amountOf(typed, language()) : null;
    if (typed === null) return;
    if (typed.trim() && found === null) {
      set(typed.trim());
      return;
    }
    set('');
    type(null);
    change({ [`rupiah${side}`]: found ?? '', [`dana${side}`]: '' });
  };
  return html`
    <label class="field">
      <span>${t('portfolio.amount')}</span>
      <input
        ref=${field}
        name=${`rupiah${side}`}
        value=${typed ?? (budget === null ? '' : rupiah(budget))}
        placeholder=${t('portfolio.nolimit')}
        autocomplete="off"
        aria-invalid=${wrong ? 'true' : undefined}
        aria-describedby=${`jumlah${side}`}
        onInput=${(/** @type {import('../../pieces.js').InputEvent_} */ event) => type(event.currentTarget.value)}
        onChange=${take}
      />
      <small id=${`jumlah${side}`} class=${wrong ? 'wrong' : 'note'} role=${wrong ? 'alert' : undefined}>
        ${wrong ? t('portfolio.amount.wrong', { typed: wrong }) : t('portfolio.amount.note')}
      </small>
    </label>
  `;
}

/** Pieces of the review: an index, its parts, and money that may not have been read. */
import { html } from '../../vendor/preact.js';
import { Table } from '../../pieces.js';
import { brief, called, number, rupiah, t } from '../../words.js';

const STRONG = 85;
const FAIR = 60;

/** An index in figures; what was not read is said. @param {number | null | undefined} index */
export const named = (index) => (index == null ? t('unread') : number(index, 1));

/** Rupiah; what was not read is said. @param {number | null | undefined} amount */
export const money = (amount) => (amount == null ? t('unread') : rupiah(amount));

/** An index as a bar with its number. @param {{index: number | null}} given */
export const IndexMeter = ({ index }) =>
  index === null
    ? t('unread')
    : html`
        <span class="meter ${index >= STRONG ? '' : 'warm'}" title=${t(tone(index))}>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="meter-back" width="100" height="8" />
            <rect class="meter-fill" width=${index} height="8" />
          </svg>
          <span>${number(index, 1)}</span>
        </span>
      `;

IndexMeter.says = (/** @type {{index: number | null}} */ { index }) => named(index);

/** @param {number} index */
const tone = (index) => (index >= STRONG ? 'review.strong' : index >= FAIR ? 'review.fair' : 'review.weak');

/** @typedef {{part: string, score: number | null, done: number | null, open: number | null}} Part */

/** The parts of an index. @param {{parts: Part[]}} given */
export const Parts = ({ parts }) => html`
  <${Table}
    caption=${t('review.parts')}
    head=${[[t('review.part')], [t('review.score'), true], [t('review.done'), true], [t('review.open'), true]]}
    rows=${parts.map((each) => [
      called('AlignmentPart', each.part),
      html`<${IndexMeter} index=${each.score} />`,
      amount(each, each.done),
      amount(each, each.open),
    ])}
  />
`;

/** @param {Part} part @param {number | null} value */
const amount = ({ part }, value) =>
  value === null ? t('unread') : part === 'MONEY' ? brief(Math.round(value)) : number(value, 1);

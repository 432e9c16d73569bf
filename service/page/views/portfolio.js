/**
 * Portofolio: the best set of initiatives under a budget and what agencies can carry, two such sets side by side, and
 * how ranks move with other weights.
 */
import { html } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { Slider } from '../fields.js';
import { answered, View, within } from '../pieces.js';
import { number, percent, t } from '../words.js';
import { Both } from './portfolio/both.js';
import { ChosenSet, Summary } from './portfolio/chosen.js';
import { Controls, limitsOf, limitsSaid } from './portfolio/limits.js';
import { Moves } from './portfolio/moves.js';
import { useSet } from './portfolio/searching.js';

const WEIGHTS = gql(`
  query Weights($plan: String!, $language: Language!) {
    plan(slug: $plan) {
      weights { name value title(language: $language) } portfolio { rupiah }
    }
  }
`);
/** @typedef {import('#documents').DataOf<typeof WEIGHTS>['plan']} Known */
/** @typedef {Known['weights'][number]} Weight */
/** @typedef {import('../address.js').Query} Query */

/** @param {import('../shell.js').Given} given */
export default function Portfolio({ address: { asked }, plan }) {
  const answer = useAnswer(WEIGHTS, { plan: plan.slug });
  return html`
    <${View}
      title=${t('menu.portofolio')}
      kicker=${t('menu.rekomendasi')}
      lead=${t('portfolio.lead')}
      actions=${html`<a class="go" href=${href({ view: 'rekomendasi' })}>${t('portfolio.list')}</a>`}
    >
      ${answered(answer, ({ plan: known }) => html`<${Whole} asked=${asked} plan=${plan} known=${known} />`)}
    <//>
  `;
}

/** What a weight is, as the address says or as it is configured. @param {Query} asked @param {Weight} weight */
const weightOf = (asked, { name, value }) => within(asked[`bobot.${name}`], value, 0, 10);

/** Other weights than the configured ones, as the address says. @param {Query} asked @param {Weight[]} weights */
function otherWeights(asked, weights) {
  const other = weights.filter((each) => asked[`bobot.${each.name}`] !== undefined);
  return other.length ? Object.fromEntries(other.map((each) => [each.name, weightOf(asked, each)])) : null;
}

/** @typedef {{asked: Query, plan: {slug: string}, known: Known}} Shown */

/** @param {Shown} given */
function Whole({ asked, plan, known }) {
  const weights = otherWeights(asked, known.weights);
  const beside = { dana2: asked.dana, rupiah2: asked.rupiah, daya2: asked.daya, bebas2: asked.bebas };
  const alone = { banding: '', dana2: '', rupiah2: '', daya2: '', bebas2: '' };
  return html`
    <p class="noprint">
      <button type="button" onClick=${() => change(asked.banding ? alone : { ...beside, banding: '1' })}>
        ${t(asked.banding ? 'portfolio.alone' : 'portfolio.beside')}
      </button>
    </p>
    ${
      asked.banding
        ? html`<${Two} asked=${asked} plan=${plan} known=${known} weights=${weights} />`
        : html`<${One} asked=${asked} plan=${plan} known=${known} weights=${weights} />`
    }
    ${weights && html`<${Moves} plan=${plan} weights=${weights} />`}
  `;
}

/** @param {Shown & {weights: Record<string, number> | null}} given */
function One({ asked, plan, known, weights }) {
  const limits = limitsOf(asked, known.portfolio.rupiah, '');
  const set = useSet(plan.slug, limits, weights);
  return html`
    <${OneSide} limits=${limits} all=${known.portfolio.rupiah} side="" set=${set}>
      <${Weights} asked=${asked} weights=${known.weights} isOther=${!!weights} />
    <//>
  `;
}

/** @param {Shown & {weights: Record<string, number> | null}} given */
function Two({ asked, plan, known, weights }) {
  const all = known.portfolio.rupiah;
  const limits = /** @type {const} */ ([limitsOf(asked, all, ''), limitsOf(asked, all, '2')]);
  const [one, other] = [useSet(plan.slug, limits[0], weights), useSet(plan.slug, limits[1], weights)];
  return html`
    <div class="split">
      <section aria-labelledby="susunan">
        <h2 id="susunan">${t('portfolio.side')}</h2>
        <${OneSide} limits=${limits[0]} all=${all} side="" set=${one} isOneOfTwo />
      </section>
      <section aria-labelledby="susunan2">
        <h2 id="susunan2">${t('portfolio.side2')}</h2>
        <${OneSide} limits=${limits[1]} all=${all} side="2" set=${other} isOneOfTwo />
      </section>
    </div>
    <${Weights} asked=${asked} weights=${known.weights} isOther=${!!weights} />
    ${one.data && other.data && html`<${Both} one=${one.data.chosen} other=${other.data.chosen} />`}
  `;
}

/**
 * @param {{limits: import('./portfolio/limits.js').Limits, all: number, side: import('./portfolio/limits.js').Side,
 *   set: ReturnType<typeof useSet>, isOneOfTwo?: boolean, children?: import('../pieces.js').Drawn}} given `children`:
 *   what stands below what can be set
 */
function OneSide({ limits, all, side, set, isOneOfTwo = false, children }) {
  const { data, coming, problem, isStale } = set;
  const better = data && coming && !isStale ? t('portfolio.better', { share: percent(data.chosen.gap) }) : '';
  return html`
    <form class="card noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Controls} limits=${limits} all=${all} side=${side} />
    </form>
    <p class="printed">${limitsSaid(limits)}.</p>
    ${children}
    <p class="note coming" role="status">${coming && isStale ? t('portfolio.coming') : better}</p>
    <div class=${isStale ? 'stale' : ''}>
      ${answered(
        // A set within other limits is none within these.
        problem && isStale ? { ...set, data: null } : set,
        ({ chosen, limits: { budget } }) =>
          html`<${isOneOfTwo ? Summary : ChosenSet} found=${chosen} budget=${budget} />`,
      )}
    </div>
    ${
      problem?.code === 'BAD_ARGUMENT' &&
      limits.keepDecisions &&
      html`
        <p class="noprint">
          <button type="button" onClick=${() => change({ [`bebas${side}`]: 1 })}>${t('portfolio.ignore')}</button>
        </p>
      `
    }
  `;
}

/** @param {{asked: Query, weights: Weight[], isOther: boolean}} given */
function Weights({ asked, weights, isOther }) {
  const said = (/** @type {Weight} */ { title }, /** @type {number} */ value) => `${title}: ${number(value, 1)}`;
  return html`
    <form class="card noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <details class="filters" open=${isOther}>
        <summary>${t('portfolio.weights')}</summary>
        <p class="note">${t('portfolio.weights.note')}</p>
        <div class="bar sliders">
          ${weights.map(
            (each) => html`
              <${Slider}
                name=${`bobot.${each.name}`}
                label=${(/** @type {number} */ value) => said(each, value)}
                value=${weightOf(asked, each)}
                least=${0}
                most=${10}
                step=${0.5}
              />
            `,
          )}
        </div>
        ${
          isOther &&
          html`
            <p>
              <button
                type="button"
                onClick=${() => change(Object.fromEntries(weights.map((each) => [`bobot.${each.name}`, ''])))}
              >
                ${t('portfolio.weights.back')}
              </button>
            </p>
          `
        }
      </details>
    </form>
    <p class="printed">
      ${t('portfolio.weights.used', { weights: weights.map((each) => said(each, weightOf(asked, each))).join('; ') })}
    </p>
  `;
}

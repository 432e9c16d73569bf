/**
 * Portofolio: the best set of initiatives under a budget and what agencies can carry, and how ranks move with other
 * weights.
 */
import { html, useEffect, useState } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { ask, askAll, gql, useAnswer, useAsked } from '../api.js';
import { amountOf } from '../money.js';
import { Card, Empty, Meter, OpdLink, Print, Slider, StandingTag, Table, View, answered, within } from '../pieces.js';
import { brief, language, named, number, percent, rupiah, t } from '../words.js';

const WEIGHTS = gql(`
  query Weights($plan: String!, $language: Language!) {
    plan(slug: $plan) {
      weights { name value title(language: $language) explanation(language: $language) } portfolio { rupiah }
    }
  }
`);
const PORTFOLIO = gql(`
  query Portfolio($plan: String!, $budget: Rupiah, $capacity: Float!, $weights: WeightsInput, $language: Language!) {
    plan(slug: $plan) { portfolio(budget: $budget, capacity: $capacity, weights: $weights) {
      score rupiah gap
      initiatives {
        fingerprint rank themeName(language: $language) lead { shortName name } score { total } decision { standing }
      }
      leftOut {
        rupiah missingRupiah overloaded
        initiative { fingerprint rank themeName(language: $language) lead { shortName name } score { total } }
      }
      loads { name load capacity opd { shortName name } }
      dimensions { code name nameEn } unserved { code name nameEn }
    } }
  }
`);
const RANKS = gql(`
  query Ranks($plan: String!, $weights: WeightsInput, $after: String, $language: Language!) {
    plan(slug: $plan) { initiatives(first: 100, after: $after, weights: $weights) {
      nodes { fingerprint rank themeName(language: $language) score { total } } pageInfo { hasNextPage endCursor } } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof WEIGHTS>['plan']} Known */
/** @typedef {import('#documents').DataOf<typeof PORTFOLIO>['plan']['portfolio']} Chosen */
/** @typedef {import('../address.js').Query} Query */

/** The slider goes over orders of money: its end is all that there is. */
const STEPS = 40;
const USUAL_CAPACITY = 6;
const MOST_MOVES = 12;

/** @param {import('../shell.js').Given} given */
export default function Portfolio({ address: { asked }, plan }) {
  const answer = useAnswer(WEIGHTS, { plan: plan.slug });
  return html`
    <${View}
      title=${t('menu.portofolio')}
      kicker=${t('menu.rekomendasi')}
      lead=${t('portfolio.lead')}
      actions=${html`<a class="go" href=${href({ view: 'rekomendasi' })}>${t('portfolio.list')}</a><${Print} />`}
    >
      ${answered(answer, ({ plan: known }) => html`<${Whole} asked=${asked} plan=${plan} known=${known} />`)}
    <//>
  `;
}

/** @typedef {Known['weights'][number]} Weight */

/** What a weight is, as the address says or as it is configured. @param {Query} asked @param {Weight} weight */
const weightOf = (asked, { name, value }) => within(asked[`bobot.${name}`], value, 0, 10);

/** Other weights than the configured ones, as the address says. @param {Query} asked @param {Weight[]} weights */
function otherWeights(asked, weights) {
  const other = weights.filter((each) => asked[`bobot.${each.name}`] !== undefined);
  return other.length ? Object.fromEntries(other.map((each) => [each.name, weightOf(asked, each)])) : null;
}

/** How much money a step of the slider stands for; null for no limit. @param {number} step @param {number} all */
const moneyAt = (step, all) => (step >= STEPS ? null : Math.round((all * (step / STEPS) ** 2) / 1e6) * 1e6);

/** Which step is nearest to some money. @param {number | null} money @param {number} all */
const stepOf = (money, all) =>
  money === null ? STEPS : Math.min(STEPS, Math.max(1, Math.round(STEPS * Math.sqrt(money / all))));

/**
 * The money that the address names: an amount that was typed, else the slider's step.
 * @param {Query} asked
 * @param {number} all
 */
function budgetOf(asked, all) {
  const typed = /^[1-9]\d*$/.test(asked.rupiah ?? '') ? Number(asked.rupiah) : NaN;
  return Number.isSafeInteger(typed) ? typed : moneyAt(within(asked.dana, STEPS, 1, STEPS), all);
}

const limit = (/** @type {number | null} */ money) => (money === null ? t('portfolio.nolimit') : rupiah(money));

/** @param {{asked: Query, plan: {slug: string}, known: Known}} given */
function Whole({ asked, plan, known }) {
  const all = known.portfolio.rupiah;
  const budget = budgetOf(asked, all);
  const step = stepOf(budget, all);
  const capacity = within(asked.daya, USUAL_CAPACITY, 1, 20);
  const weights = otherWeights(asked, known.weights);
  const given = { plan: plan.slug, budget, capacity, weights };
  const answer = useAsked(
    async (signal) => ({ found: (await ask(PORTFOLIO, given, signal)).plan.portfolio, budget }),
    [given, language()],
    { stays: true },
  );
  const said = {
    budget: (/** @type {number} */ at) =>
      t('portfolio.budget', { budget: limit(at === step ? budget : moneyAt(at, all)) }),
    capacity: (/** @type {number} */ each) => t('portfolio.capacity', { capacity: number(each, 1) }),
    weight: (/** @type {Weight} */ { title }, /** @type {number} */ value) => `${title}: ${number(value, 1)}`,
  };
  return html`
    <form class="card noprint" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <div class="bar sliders">
        <${Slider}
          name="dana"
          label=${said.budget}
          value=${step}
          least=${1}
          most=${STEPS}
          onSet=${(/** @type {number} */ at) => change({ dana: at, rupiah: '' })}
        />
        <${Amount} budget=${budget} />
        <${Slider} name="daya" label=${said.capacity} value=${capacity} least=${1} most=${20} />
      </div>
      <details class="filters" open=${!!weights}>
        <summary>${t('portfolio.weights')}</summary>
        <p class="note">${t('portfolio.weights.note')}</p>
        <div class="bar sliders">
          ${known.weights.map(
            (each) => html`
              <${Slider}
                name=${`bobot.${each.name}`}
                label=${(/** @type {number} */ value) => said.weight(each, value)}
                value=${weightOf(asked, each)}
                least=${0}
                most=${10}
                step=${0.5}
              />
            `,
          )}
        </div>
        ${
          weights &&
          html`
            <p>
              <button
                type="button"
                onClick=${() => change(Object.fromEntries(known.weights.map((each) => [`bobot.${each.name}`, ''])))}
              >
                ${t('portfolio.weights.back')}
              </button>
            </p>
          `
        }
      </details>
    </form>
    <p class="printed">
      ${said.budget(step)}. ${said.capacity(capacity)}. ${t('portfolio.weights.used', {
        weights: known.weights.map((each) => said.weight(each, weightOf(asked, each))).join('; '),
      })}
    </p>
    <p class="note coming" role="status">${answer.data && answer.coming ? t('portfolio.coming') : ''}</p>
    <div class=${answer.data && (answer.coming || answer.problem) ? 'stale' : ''}>
      ${answered(answer, (data) => html`<${ChosenSet} found=${data.found} budget=${data.budget} />`)}
    </div>
    ${weights && html`<${Moves} plan=${plan} weights=${weights} />`}
  `;
}

/**
 * Money that is typed: taken when the field is left or Enter is pressed, refused where it is not sure how much is
 * meant.
 * @param {{budget: number | null}} given
 */
function Amount({ budget }) {
  const [typed, type] = useState(/** @type {string | null} */ (null));
  const [wrong, set] = useState('');
  useEffect(() => {
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
    change({ rupiah: found ?? '', dana: '' });
  };
  return html`
    <label class="field">
      <span>${t('portfolio.amount')}</span>
      <input
        name="rupiah"
        value=${typed ?? (budget === null ? '' : rupiah(budget))}
        placeholder=${t('portfolio.nolimit')}
        autocomplete="off"
        aria-invalid=${wrong ? 'true' : undefined}
        aria-describedby="jumlah"
        onInput=${(/** @type {import('../pieces.js').InputEvent_} */ event) => type(event.currentTarget.value)}
        onChange=${take}
      />
      <small id="jumlah" class=${wrong ? 'wrong' : 'note'} role=${wrong ? 'alert' : undefined}>
        ${wrong ? t('portfolio.amount.wrong', { typed: wrong }) : t('portfolio.amount.note')}
      </small>
    </label>
  `;
}

/** @param {{found: Chosen, budget: number | null}} given */
const ChosenSet = ({ found, budget }) => html`
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
  ${found.gap >= 0.005 && html`<p class="note">${t('portfolio.gap', { share: percent(found.gap) })}</p>`}
  <div class="wide-narrow">
    <div>
      <${Card} title=${t('portfolio.set')}>
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

/**
 * How ranks move when the weights are others.
 * @param {{plan: {slug: string}, weights: Record<string, number>}} given
 */
function Moves({ plan, weights }) {
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

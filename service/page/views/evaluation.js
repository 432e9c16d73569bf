/**
 * Evaluasi: the rounds of the ministry's yearly evaluation; under a year its round, under a question what was said of
 * it.
 */
import { html, useState } from '../vendor/preact.js';
import { go, href } from '../address.js';
import { gql, useAnswer } from '../api.js';
import { act, useDoing } from '../deed.js';
import { Card, Empty, Table, View, answered } from '../pieces.js';
import { Signed } from '../rights.js';
import { called, number, t } from '../words.js';
import { Question } from './evaluation/question.js';
import { Round } from './evaluation/round.js';

const ROUNDS = gql(`
  query EvaluationRounds($plan: String!) {
    plan(slug: $plan) {
      evaluationRounds { year stage cohort standing index low likely high }
      evaluationYears { year questionCount cohorts { name isOwn } }
    }
  }
`);
const OPEN = gql(`
  mutation OpenEvaluationRound($input: OpenEvaluationRoundInput!) {
    openEvaluationRound(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {import('#documents').DataOf<typeof ROUNDS>['plan']['evaluationYears'][number]} Year */

/** @param {import('../shell.js').Given} given */
export default function Evaluation({ address: { asked, id }, plan }) {
  const year = Number(id) || 0;
  if (id && asked.soal) return html`<${Question} key=${asked.soal} plan=${plan} year=${year} code=${asked.soal} />`;
  return id ? html`<${Round} asked=${asked} plan=${plan} year=${year} />` : html`<${Rounds} plan=${plan} />`;
}

/** @param {{plan: import('../shell.js').PlanName}} given */
function Rounds({ plan }) {
  const answer = useAnswer(ROUNDS, { plan: plan.slug });
  return html`
    <${View} title=${t('menu.evaluasi')} kicker=${plan.region.name} lead=${t('evaluation.lead')}>
      ${answered(answer, ({ plan: { evaluationRounds: rounds, evaluationYears: years } }) => {
        const open = years.filter(({ year }) => !rounds.some((each) => each.year === year));
        return html`
          <${Card} title=${t('evaluation.rounds')} note=${t('evaluation.rounds.note')}>
            ${
              rounds.length
                ? html`
                    <${Table}
                      caption=${t('evaluation.rounds')}
                      head=${[
                        [t('evaluation.year')],
                        [t('evaluation.cohort')],
                        [t('evaluation.stage')],
                        [t('evaluation.standing')],
                        [t('evaluation.index'), true],
                        [t('evaluation.likely'), true],
                      ]}
                      rows=${rounds.map((each) => [
                        html`<a href=${href({ view: 'evaluasi', id: String(each.year) })}>${each.year}</a>`,
                        each.cohort,
                        called('RoundStage', each.stage),
                        called('RoundStanding', each.standing),
                        number(each.index, 2),
                        `${number(each.likely, 2)} (${number(each.low, 2)}–${number(each.high, 2)})`,
                      ])}
                    />
                  `
                : html`<${Empty}>${t('evaluation.norounds')}<//>`
            }
          <//>
          ${
            open.length > 0 &&
            html`
              <${Card} title=${t('evaluation.open')} note=${t('about.evaluation.open')}>
                <${Signed} to=${t('evaluation.open.to')} plan=${plan}><${Open} plan=${plan} years=${open} /><//>
              <//>
            `
          }
        `;
      })}
    <//>
  `;
}

/** @param {{plan: {slug: string}, years: readonly Year[]}} given */
function Open({ plan, years }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const own = years.flatMap(({ year, cohorts }) =>
    cohorts.filter((each) => each.isOwn).map(({ name }) => [year, name]),
  );
  const open = async (/** @type {Event & {currentTarget: HTMLFormElement}} */ event) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [year, cohort] = JSON.parse(String(said.get('cohort')));
    const stage = /** @type {'ANNUAL' | 'FIRST' | 'SECOND'} */ (said.get('stage'));
    const { payload, wrong } = await act(OPEN, { plan: plan.slug, year, cohort, stage });
    set(wrong);
    if (payload) go({ view: 'evaluasi', id: String(year) });
  };
  return html`
    <form class="bar noprint" onSubmit=${open}>
      <label class="field grow">
        <span>${t('evaluation.cohort')}</span>
        <select name="cohort">
          ${years.flatMap(({ year, cohorts }) =>
            cohorts.map(({ name }) => {
              const key = JSON.stringify([year, name]);
              return html`<option value=${key} selected=${key === JSON.stringify(own[0])}>${year}, ${name}</option>`;
            }),
          )}
        </select>
      </label>
      <label class="field">
        <span>${t('evaluation.stage')}</span>
        <select name="stage">
          ${['ANNUAL', 'FIRST', 'SECOND'].map(
            (each) => html`<option value=${each}>${called('RoundStage', each)}</option>`,
          )}
        </select>
      </label>
      <button class="main" disabled=${doing}>${t('evaluation.open.do')}</button>
    </form>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}

/** Round: where a year's evaluation stands, what would raise its index, what assessors would fault, its questions. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { More } from '../../more.js';
import { Card, Choice, Empty, OpdLink, Switch, Table, View, answered } from '../../pieces.js';
import { useRights } from '../../rights.js';
import { Taken } from '../../taken.js';
import { called, number, t, within } from '../../words.js';
import { Recommendations } from './recommendations.js';
import { Survey } from './survey.js';

const ROUND = gql(`
  query EvaluationRound($plan: String!, $year: Year!, $language: Language!) {
    plan(slug: $plan) {
      evaluationRound(year: $year) {
        year stage cohort standing index low likely high improvement previousIndex
        parts { part name(language: $language) weight questionCount answeredCount score low likely high }
        cohortComparison { year regionCount mean best rank }
        raising(first: 10) { nodes {
          gain question { code name(language: $language) dimension { name } } opds { shortName name }
        } }
        checks { kind message(language: $language) questions { code } }
        files { name url title }
      }
    }
  }
`);
const QUESTIONS = gql(`
  query EvaluationQuestions($plan: String!, $year: Year!, $part: String, $open: Boolean, $most: Int!,
    $language: Language!) {
    plan(slug: $plan) {
      evaluationRound(year: $year) {
        questions(first: $most, part: $part, isOpen: $open) {
          totalCount
          nodes {
            code text(language: $language) score expected expectedBasis dimension { name }
            proposal { score } answer { evidence { name } }
          }
        }
      }
    }
  }
`);
const CHANGE = gql(`
  mutation ChangeEvaluationRound($input: ChangeEvaluationRoundInput!) {
    changeEvaluationRound(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof ROUND>['plan']['evaluationRound']>} Found */
/** @typedef {{plan: import('../../shell.js').PlanName, year: number}} Named */

/** @typedef {import('../../pieces.js').InputEvent_} Typed */

/** The page of a question. @param {number} year @param {string} code */
export const toQuestion = (year, code) => href({ view: 'evaluasi', id: String(year), asked: { soal: code } });

/** @param {Named & {asked: import('../../address.js').Query}} given */
export function Round({ asked, plan, year }) {
  const { isPlanner } = useRights(plan);
  const answer = useAnswer(ROUND, { plan: plan.slug, year });
  const round = answer.data?.plan.evaluationRound;
  return html`
    <${View}
      title=${`${t('menu.evaluasi')} ${year}`}
      kicker=${plan.region.name}
      lead=${round ? stood(round) : ''}
      actions=${round && html`${round.files.map((file) => html`<${Taken} key=${file.name} file=${file} />`)}`}
    >
      ${answered(answer, ({ plan: { evaluationRound: found } }) =>
        found
          ? html`
              <${Index} round=${found} />
              <div class="split">
                <${Raising} round=${found} />
                <${Checks} round=${found} />
              </div>
              <${Questions} asked=${asked} plan=${plan} round=${found} />
              <${Recommendations} plan=${plan} year=${year} />
              ${isPlanner && html`<${Standing} plan=${plan} round=${found} />`}
              ${found.standing === 'OPEN' && isPlanner && html`<${Survey} plan=${plan} year=${year} />`}
            `
          : html`<${Empty}>${t('evaluation.gone')}<//>`,
      )}
    <//>
  `;
}

/** @param {Found} round */
const stood = (round) =>
  `${round.cohort}, ${called('RoundStage', round.stage)}: ${called('RoundStanding', round.standing)}`;

/** What planners do with a round. @param {{plan: {slug: string}, round: Found}} given */
function Standing({ plan, round }) {
  const [problem, set] = useState('');
  const [reason, write] = useState('');
  const doing = useDoing();
  if (round.standing === 'PUBLISHED') return null;
  const to = async (/** @type {'OPEN' | 'CLOSED' | 'PUBLISHED'} */ standing) =>
    set((await act(CHANGE, { plan: plan.slug, year: round.year, standing, reason })).wrong);
  /** @type {('OPEN' | 'CLOSED' | 'PUBLISHED')[]} */
  const ways = round.standing === 'OPEN' ? ['CLOSED'] : ['PUBLISHED', 'OPEN'];
  return html`
    <${Card} title=${t('evaluation.goeson')} note=${t('about.evaluation.goeson')} className="noprint">
      <div class="bar">
      ${
        round.standing === 'CLOSED' &&
        html`
          <label class="field grow">
            <span>${t('evaluation.reopen.why')}</span>
            <input
              value=${reason}
              onInput=${(/** @type {Typed} */ event) => write(event.currentTarget.value)}
            />
          </label>
        `
      }
      ${ways.map(
        (each) => html`
          <button type="button" disabled=${doing} onClick=${() => to(each)}>${t(`evaluation.to.${each}`)}</button>
        `,
      )}
      </div>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
    <//>
  `;
}

/** @param {{round: Found}} given */
function Index({ round }) {
  const cohort = round.cohortComparison;
  const range = { likely: number(round.likely, 2), low: number(round.low, 2), high: number(round.high, 2) };
  return html`
    <${Card}
      title=${
        round.index === null ? t('evaluation.forecast', range) : `${t('evaluation.index')} ${number(round.index, 2)}`
      }
      note=${t('evaluation.forecast.note')}
    >
      <p>
        ${
          round.previousIndex !== null &&
          t('evaluation.before', { index: number(round.previousIndex, 2), improvement: number(round.improvement, 2) })
        }
        ${' '}
        ${
          cohort &&
          t('evaluation.beside', {
            year: cohort.year,
            count: number(cohort.regionCount),
            mean: number(cohort.mean, 2),
            best: number(cohort.best, 2),
            rank: number(cohort.rank),
          })
        }
      </p>
      <${Table}
        caption=${t('evaluation.parts')}
        head=${[
          [t('evaluation.part')],
          [t('evaluation.weight'), true],
          [t('evaluation.answered'), true],
          [t('evaluation.score'), true],
          [t('evaluation.likely'), true],
        ]}
        rows=${round.parts.map((each) => [
          html`
            <a href=${href({ view: 'evaluasi', id: String(round.year), asked: { bagian: each.part } })}>${each.name}</a>
          `,
          `${number(each.weight)} %`,
          `${number(each.answeredCount)} / ${number(each.questionCount)}`,
          number(each.score, 2),
          `${number(each.likely, 2)} (${number(each.low, 2)}–${number(each.high, 2)})`,
        ])}
      />
    <//>
  `;
}

/** @param {{round: Found}} given */
const Raising = ({ round }) => html`
  <${Card} title=${t('evaluation.raising')} note=${t('evaluation.raising.note')}>
    <${Table}
      caption=${t('evaluation.raising')}
      head=${[[t('evaluation.question')], [t('evaluation.gain'), true], [t('opd')]]}
      rows=${round.raising.nodes.map(({ gain, opds, question }) => [
        html`
          <a href=${toQuestion(round.year, question.code)}>${question.code} ${question.name}</a>
          ${question.dimension && ` (${question.dimension.name})`}
        `,
        `+${number(gain, 3)}`,
        opds.map((each) => html`<${OpdLink} key=${each.shortName} opd=${each} />`),
      ])}
    />
  <//>
`;

/** @param {{round: Found}} given */
const Checks = ({ round }) => html`
  <${Card} title=${t('evaluation.checks')} note=${t('evaluation.checks.note')}>
    ${
      round.checks.length
        ? html`
            <ul class="plain-list">
              ${round.checks.map(
                (each) => html`
                  <li key=${each.message}>
                    <p>${each.message}</p>
                    <p class="note">
                      ${each.questions
                        .slice(0, MOST_NAMED)
                        .map(({ code }) => html`<a href=${toQuestion(round.year, code)}>${code}</a> `)}
                      ${each.questions.length > MOST_NAMED && '…'}
                    </p>
                  </li>
                `,
              )}
            </ul>
          `
        : html`<${Empty}>${t('evaluation.nochecks')}<//>`
    }
  <//>
`;

const MOST_NAMED = 12;
const STEP = 30;

/** @param {{asked: import('../../address.js').Query, plan: {slug: string}, round: Found}} given */
function Questions({ asked, plan, round }) {
  const most = Math.min(200, Number(asked.banyak ?? STEP));
  const answer = useAnswer(QUESTIONS, {
    plan: plan.slug,
    year: round.year,
    part: asked.bagian || null,
    open: asked.terbuka ? true : null,
    most,
  });
  return html`
    <${Card}
      title=${t('evaluation.questions')} note=${t('about.evaluation.questions')}
      aside=${html`
        <${Choice}
          name="bagian"
          label=${t('evaluation.part')}
          value=${asked.bagian ?? ''}
          all=${t('evaluation.parts.all')}
          options=${round.parts.map((each) => [each.part, each.name])}
        />
        <${Switch} name="terbuka" label=${t('evaluation.onlyopen')} value=${asked.terbuka} />
      `}
    >
      ${answered(
        answer,
        ({ plan: { evaluationRound } }) => html`
          <${Table}
            caption=${t('evaluation.questions')}
            head=${[
              [t('evaluation.question')],
              [t('evaluation.score'), true],
              [t('evaluation.proposed'), true],
              [t('evaluation.likely'), true],
              [t('evaluation.evidence'), true],
            ]}
            rows=${(evaluationRound?.questions.nodes ?? []).map((each) => [
              html`
                <a href=${toQuestion(round.year, each.code)}>${each.code}</a>
                ${' '}${each.dimension && html`<strong>${each.dimension.name}</strong>: `}${each.text}
              `,
              number(each.score, 2),
              number(each.proposal?.score, 2),
              `${number(each.expected, 2)} (${within('ScoreBasis', each.expectedBasis)})`,
              number(each.answer?.evidence.length ?? 0),
            ])}
          />
          <${More} asked=${asked} total=${evaluationRound?.questions.totalCount ?? 0} step=${STEP} />
        `,
      )}
    <//>
  `;
}

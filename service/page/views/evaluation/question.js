/** Question: what is asked, what the plan proposes with its rows, what was said before, and the form to answer it. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { useDraft } from '../../draft.js';
import { Card, Empty, NodeLink, Table, View, viewed } from '../../pieces.js';
import { Signed } from '../../rights.js';
import { moment, number, t, within } from '../../words.js';
import { Documents } from '../masterplan_program.js';
import { Evidence } from './evidence.js';

const QUESTION = gql(`
  query EvaluationQuestion($plan: String!, $year: Year!, $code: String!, $language: Language!) {
    plan(slug: $plan) {
      evaluationRound(year: $year) {
        standing
        question(code: $code) {
          code element(language: $language) text(language: $language) evidenceWanted(language: $language)
          dimension { name } score expected expectedBasis surveyCount surveyScore
          proposal {
            score reason(language: $language)
            rows(first: 20) { totalCount nodes { text(language: $language) node {
              __typename id
              ... on Program { label } ... on Indicator { name } ... on MasterplanProgram { label }
              ... on Masterplan { name } ... on Partner { name }
            } } }
          }
          answer { number selfScore note assessorScores evidence { name size sha256 place } author madeAt }
          history(first: 20) { totalCount nodes { number selfScore note assessorScores author madeAt } }
        }
      }
    }
  }
`);
const ANSWER = gql(`
  mutation AnswerEvaluationQuestion($input: AnswerEvaluationQuestionInput!) {
    answerEvaluationQuestion(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/** @typedef {NonNullable<import('#documents').DataOf<typeof QUESTION>['plan']['evaluationRound']>} Round */
/** @typedef {NonNullable<Round['question']>} Asked */
/** @typedef {{plan: import('../../shell.js').PlanName, year: number, code: string}} Named */

/** @param {Named} given */
export function Question({ plan, year, code }) {
  const answer = useAnswer(QUESTION, { plan: plan.slug, year, code });
  return viewed(answer, ({ plan: { evaluationRound: round } }) => {
    const asked = round?.question;
    if (!asked) return html`<${View} title=${code}><${Empty}>${t('evaluation.gone')}<//><//>`;
    return html`
      <${View}
        title=${`${asked.code} ${asked.dimension ? `${asked.dimension.name}: ` : ''}${asked.text}`}
        kicker=${asked.element}
        lead=${`${t('evaluation.wanted')}: ${asked.evidenceWanted}`}
        actions=${html`
          <a class="go" href=${href({ view: 'evaluasi', id: String(year) })}>${t('evaluation.back', { year })}</a>
        `}
      >
        <${Said} asked=${asked} />
        ${asked.proposal && html`<${Proposed} proposal=${asked.proposal} />`}
        ${
          round.standing !== 'PUBLISHED' &&
          html`
            <${Card} title=${t('evaluation.answer')} note=${t('about.evaluation.answer')}>
              <${Signed} to=${t('evaluation.answer.to')} plan=${plan}>
                <${Answer}
                  key=${asked.answer?.number ?? 0}
                  plan=${plan}
                  year=${year}
                  asked=${asked}
                  isOpen=${round.standing === 'OPEN'}
                />
              <//>
            <//>
          `
        }
        <${History} asked=${asked} />
      <//>
    `;
  });
}

/** @param {{asked: Asked}} given */
const Said = ({ asked }) => html`
  <${Card} title=${t('evaluation.standing.now')} note=${t('about.evaluation.standing.now')}>
    <p>
      ${
        asked.score === null
          ? t('evaluation.unanswered', {
              expected: number(asked.expected, 2),
              basis: within('ScoreBasis', asked.expectedBasis),
            })
          : t('evaluation.scored', {
              score: number(asked.score, 2),
              basis: within('ScoreBasis', asked.expectedBasis),
            })
      }
      ${' '}
      ${
        asked.surveyCount !== null &&
        t('evaluation.surveyed', { count: number(asked.surveyCount), score: number(asked.surveyScore, 2) })
      }
    </p>
    ${asked.answer?.note && html`<p class="kept">${asked.answer.note}</p>`}
  <//>
  <${Documents} title=${t('evaluation.evidence')} documents=${asked.answer?.evidence ?? []} />
`;

/** @param {{proposal: NonNullable<Asked['proposal']>}} given */
const Proposed = ({ proposal }) => html`
  <${Card} title=${`${t('evaluation.proposed')}: ${number(proposal.score, 2)}`} note=${t('evaluation.proposed.note')}>
    <p>${proposal.reason}</p>
    ${
      proposal.rows.totalCount > 0 &&
      html`
        <${Table}
          caption=${t('evaluation.rows')}
          head=${[[t('name')], [t('evaluation.says')]]}
          rows=${proposal.rows.nodes.map((each) => [html`<${NodeLink} node=${each.node} />`, each.text])}
        />
        <p class="note">
          ${t('shown', { shown: number(proposal.rows.nodes.length), total: number(proposal.rows.totalCount) })}
        </p>
      `
    }
  <//>
`;

/** Scores as they are written: parted by semicolons, with a comma or a point. @param {string} written */
const scoresOf = (written) =>
  written
    .split(';')
    .map((each) => each.trim().replace(',', '.'))
    .filter(Boolean)
    .map(Number);

/** @param {Named & {asked: Asked, isOpen: boolean}} given `isOpen`: a closed round takes what assessors give only */
function Answer({ plan, year, asked, isOpen }) {
  const { answer } = asked;
  const [problem, set] = useState('');
  const [evidence, keepEvidence] = useState(answer?.evidence ?? []);
  const first = {
    own: answer?.selfScore == null ? '' : String(answer.selfScore),
    note: answer?.note ?? '',
    given: (answer?.assessorScores ?? []).join('; '),
  };
  const { written, keep, after } = useDraft(`answer/${plan.slug}/${year}/${asked.code}/${answer?.number ?? 0}`, first);
  const doing = useDoing();
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const given = scoresOf(written.given ?? '');
    if (given.some(Number.isNaN)) return set(t('evaluation.assessors.wrong'));
    const own = isOpen && {
      selfScore: written.own ? Number(written.own) : null,
      note: written.note ?? '',
      evidence: evidence.map(({ name, size, sha256, place }) => ({ name, size, sha256, place })),
    };
    const input = { plan: plan.slug, year, question: asked.code, assessorScores: given, ...own };
    const became = await act(ANSWER, { ...input, seenAnswer: answer?.number ?? null });
    set(became.wrong);
    after(became);
  };
  return html`
    <form class="stack noprint" onInput=${keep} onSubmit=${save}>
      ${
        isOpen &&
        html`
          <label class="field">
            <span>${t('evaluation.own')}</span>
            <input name="own" type="number" min="0" max="4" step="0.01" value=${written.own} />
          </label>
          <label class="field">
            <span>${t('evaluation.note')}</span>
            <textarea name="note" rows="3" maxlength="10000" value=${written.note}></textarea>
          </label>
          <${Evidence} evidence=${evidence} onChange=${keepEvidence} />
        `
      }
      <label class="field">
        <span>${t('evaluation.assessors')}</span>
        <input name="given" value=${written.given} />
      </label>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <p><button class="main" disabled=${doing}>${t('save')}</button></p>
    </form>
  `;
}

/** @param {{asked: Asked}} given */
const History = ({ asked: { history } }) =>
  history.totalCount > 0 &&
  html`
    <${Card} title=${t('evaluation.history')} note=${t('about.evaluation.history')}>
      <${Table}
        caption=${t('evaluation.history')}
        head=${[
          [t('evaluation.when')],
          [t('evaluation.own'), true],
          [t('evaluation.assessors')],
          [t('evaluation.note')],
        ]}
        rows=${history.nodes.map((each) => [
          `${moment(each.madeAt)}, ${each.author || t('someone')}`,
          number(each.selfScore, 2),
          each.assessorScores.map((score) => number(score, 2)).join('; ') || '–',
          html`<span class="kept">${each.note}</span>`,
        ])}
      />
    <//>
  `;

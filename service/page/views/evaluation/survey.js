/** Survey: what citizens answered, pasted from a spreadsheet, one row an answer; no name is kept. */
import { html, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Card } from '../../pieces.js';
import { number, t } from '../../words.js';

const RECORD = gql(`
  mutation RecordEvaluationSurvey($input: RecordEvaluationSurveyInput!) {
    recordEvaluationSurvey(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);

/** @typedef {Event & {currentTarget: HTMLTextAreaElement}} Written */

/** A number as people write it; NaN where it is none. @param {string | undefined} cell */
const numberOf = (cell) => (cell?.trim() ? Number(cell.trim().replace(',', '.')) : NaN);

/**
 * The answers of a survey: columns question, respondent, service, score, and users where they are known.
 * @param {string} pasted
 */
export function answersOf(pasted) {
  const lines = pasted.split(/\r?\n/).map((each, at) => ({ cells: each.split('\t'), line: at + 1 }));
  const filled = lines.filter(({ cells }) => cells.some((each) => each.trim()));
  // the first may be headings
  const rows = filled.filter(({ cells }, at) => at > 0 || !Number.isNaN(numberOf(cells[3])));
  const wrong = rows.filter(
    ({ cells }) => Number.isNaN(numberOf(cells[3])) || (cells[4]?.trim() && !Number.isInteger(numberOf(cells[4]))),
  );
  const answers = rows.map(({ cells: [question = '', respondent = '', service = '', score, users] }) => ({
    question: question.trim().toUpperCase(),
    respondent,
    service,
    score: numberOf(score),
    users: users?.trim() ? numberOf(users) : null,
  }));
  return { answers, wrong: wrong.map(({ line }) => line) };
}

/** @param {import('./round.js').Named} given */
export function Survey({ plan, year }) {
  const [pasted, paste] = useState('');
  const [problem, set] = useState('');
  const [done, finish] = useState(0);
  const doing = useDoing();
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { answers, wrong: lines } = answersOf(pasted);
    finish(0);
    if (lines.length) return set(t('evaluation.survey.wrong', { lines: lines.slice(0, 20).join(', ') }));
    const { payload, wrong } = await act(RECORD, { plan: plan.slug, year, answers });
    set(wrong);
    if (payload) {
      finish(answers.length);
      paste('');
    }
  };
  return html`
    <${Card} title=${t('evaluation.survey')} note=${t('evaluation.survey.note')}>
      <form class="stack noprint" onSubmit=${save}>
        <label class="field">
          <span>${t('evaluation.survey.paste')}</span>
          <textarea
            rows="4"
            required
            value=${pasted}
            onInput=${(/** @type {Written} */ event) => paste(event.currentTarget.value)}
          ></textarea>
        </label>
        <p role="status" class="note">${done > 0 && t('evaluation.survey.done', { count: number(done) })}</p>
        ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
        <p><button disabled=${doing}>${t('evaluation.survey.save')}</button></p>
      </form>
    <//>
  `;
}

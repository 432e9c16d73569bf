/** Recommendations: what assessors recommended, as tasks of OPDs with a day and how far they are. */
import { html, useState } from '../../vendor/preact.js';
import { gql, useAnswer } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { Card, Empty, OpdLink, Table, answered } from '../../pieces.js';
import { useRights } from '../../rights.js';
import { called, day, number, t } from '../../words.js';

const RECOMMENDED = gql(`
  query EvaluationRecommendations($plan: String!, $year: Year!) {
    plan(slug: $plan) {
      opds(first: 100) { nodes { id shortName name } }
      evaluationRound(year: $year) {
        about
        recommendations(first: 100) {
          totalCount nodes { number title due standing isLate evidence about opd { shortName name } }
        }
      }
    }
  }
`);
const ASSIGN = gql(`
  mutation AssignRecommendation($input: AssignTaskInput!) {
    assignTask(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);

/** @param {import('./round.js').Named} given */
export function Recommendations({ plan, year }) {
  const { isPlanner } = useRights(plan);
  const answer = useAnswer(RECOMMENDED, { plan: plan.slug, year });
  return html`
    <${Card} title=${t('evaluation.recommended')} note=${t('evaluation.recommended.note')}>
      ${answered(answer, ({ plan: { opds, evaluationRound: round } }) => {
        const tasks = round?.recommendations.nodes ?? [];
        return html`
          ${
            tasks.length
              ? html`
                  <${Table}
                    caption=${t('evaluation.recommended')}
                    head=${[
                      [t('evaluation.recommendation')],
                      [t('evaluation.question')],
                      [t('opd')],
                      [t('due')],
                      [t('evaluation.standing')],
                    ]}
                    rows=${tasks.map((each) => [
                      each.title,
                      each.about.split('/')[2] ?? '–',
                      html`<${OpdLink} opd=${each.opd} />`,
                      each.due ? day(each.due) : '–',
                      html`
                        <span class="tag ${each.isLate ? 'bad' : ''}">${called('TaskStanding', each.standing)}</span>
                      `,
                    ])}
                  />
                  <p class="note">
                    ${t('shown', {
                      shown: number(tasks.length),
                      total: number(round?.recommendations.totalCount ?? 0),
                    })}
                  </p>
                `
              : html`<${Empty}>${t('evaluation.norecommended')}<//>`
          }
          ${isPlanner && round && html`<${Assign} plan=${plan} about=${round.about} opds=${opds.nodes} />`}
        `;
      })}
    <//>
  `;
}

/** @param {{plan: {slug: string}, about: string, opds: readonly {id: string, shortName: string}[]}} given */
function Assign({ plan, about, opds }) {
  const [problem, set] = useState('');
  const doing = useDoing();
  const assign = async (/** @type {Event & {currentTarget: HTMLFormElement}} */ event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const said = Object.fromEntries(new FormData(form));
    const { payload, wrong } = await act(ASSIGN, {
      plan: plan.slug,
      title: String(said.title),
      opd: String(said.opd),
      due: said.due ? String(said.due) : null,
      about: said.question ? `${about}/${String(said.question).trim().toUpperCase()}` : about,
    });
    set(wrong);
    if (payload) form.reset();
  };
  return html`
    <form class="bar noprint" onSubmit=${assign}>
      <label class="field grow">
        <span>${t('evaluation.recommendation')}</span><input name="title" required maxlength="500" />
      </label>
      <label class="field">
        <span>${t('evaluation.question.code')}</span><input name="question" pattern="[A-Za-z0-9]*" />
      </label>
      <label class="field">
        <span>${t('opd')}</span>
        <select name="opd">
          ${opds.map((each) => html`<option value=${each.id}>${each.shortName}</option>`)}
        </select>
      </label>
      <label class="field"><span>${t('due')}</span><input name="due" type="date" /></label>
      <button disabled=${doing}>${t('evaluation.recommend')}</button>
    </form>
    ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
  `;
}

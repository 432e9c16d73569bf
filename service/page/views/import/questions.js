/** Questions: names in a file that may mean something that the plan already has; a person says which. */
import { html } from '../../vendor/preact.js';
import { Card } from '../../pieces.js';
import { called, number, percent, t } from '../../words.js';

/** @typedef {import('../import.js').Previewed['questions']['nodes'][number]} Question */

/**
 * @param {{questions: Question[], answers: Record<string, string>,
 *   onAnswer: (answers: Record<string, string>) => void}} given answers: id of the node, '' for a new one
 */
export function Questions({ questions, answers, onAnswer }) {
  const likeliest = () =>
    onAnswer(
      Object.fromEntries(
        questions.map((each) => [each.question, answers[each.question] ?? each.candidates[0]?.localId ?? '']),
      ),
    );
  return html`
    <${Card}
      title=${t('questions', { count: number(questions.length) })}
      note=${t('questions.note')}
      aside=${html`<button type="button" onClick=${likeliest}>${t('questions.likeliest')}</button>`}
    >
      ${questions.map(
        (each) => html`
          <fieldset class="question" key=${each.question}>
            <legend>
              “
              ${each.written}
              ” <span class="note">${called('NodeKind', each.kind.toUpperCase())} · ${each.source}</span>
            </legend>
            ${[...each.candidates, null].map((one) => {
              const value = one?.localId ?? '';
              return html`
                <label class="check">
                  <input
                    type="radio"
                    name=${each.question}
                    value=${value}
                    checked=${answers[each.question] === value}
                    onChange=${() => onAnswer({ ...answers, [each.question]: value })}
                  />
                  <span>
                    ${
                      one
                        ? html`${one.label} <span class="note">${percent(one.sureness)} · ${one.reason}</span>`
                        : t(each.unit ? 'questions.agency' : 'questions.new')
                    }
                  </span>
                </label>
              `;
            })}
          </fieldset>
        `,
      )}
    <//>
  `;
}

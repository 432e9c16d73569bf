/** Switch: a rule is switched off in a plan with a reason, says so, and is switched on again. */
import { html, useState } from '../../vendor/preact.js';
import { gql } from '../../api.js';
import { act, useDoing } from '../../deed.js';
import { day, t } from '../../words.js';
import { SetAside } from '../aside.js';

const OFF = gql(`
  mutation SwitchOff($input: SuppressRuleInput!) {
    suppressRule(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
const ON = gql(`
  mutation SwitchOn($input: LiftRuleSuppressionInput!) {
    liftRuleSuppression(input: $input) { revision errors { __typename ... on Problem { message } } }
  }
`);
/**
 * @typedef {{reason: string, author: string, expires: string | null, madeAt: string | null}} Off why a rule is off;
 *   `madeAt` is null where the service's file says so
 */

/** @param {{rule: {code: string, title: string, suppression: Off | null}, slug: string, may: boolean}} given */
export function Switch({ rule, slug, may }) {
  const [asking, ask] = useState(false);
  const [problem, set] = useState('');
  const doing = useDoing();
  const input = { plan: slug, rule: rule.code };
  const off = (/** @type {string} */ reason, /** @type {string} */ expires) =>
    act(OFF, { ...input, reason, expires: expires || null });
  const on = async () => set((await act(ON, input)).wrong);
  if (rule.suppression) {
    const { author, expires, madeAt, reason } = rule.suppression;
    return html`
      <div class="notice off">
        <p>
          ${t('rule.off.by', {
            who: author || t('someone'),
            until: expires ? t('suppress.holds', { day: day(expires) }) : t('rule.off.open'),
          })} <strong>${t('reason')}:</strong> ${reason}
          ${madeAt === null && html` <span class="note">${t('rule.off.file')}</span>`}
        </p>
        ${
          madeAt !== null &&
          may &&
          html`<button type="button" class="noprint" disabled=${doing} onClick=${on}>${t('rule.on')}</button>`
        }
        ${problem && html`<p role="alert">${problem}</p>`}
      </div>
    `;
  }
  return html`
    ${
      may &&
      html`<button type="button" class="quiet small noprint" onClick=${() => ask(true)}>${t('rule.off')}</button>`
    }
    ${
      asking &&
      html`
        <${SetAside}
          title=${t('rule.off')}
          subject=${`${slug}/${rule.code}`}
          until=${t('rule.off.until')}
          endless
          save=${off}
          onClose=${() => ask(false)}
        >
          <p><strong>${rule.code}</strong> ${rule.title}</p>
          <p class="note">${t('rule.off.note')}</p>
        <//>
      `
    }
  `;
}

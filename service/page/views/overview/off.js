/** Off: which rules are switched off in the plan, so that what is not shown is not forgotten. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { number, t } from '../../words.js';

/** @param {{rules: {rule: {code: string, title: string}, reason: string}[]}} given */
export function SwitchedOff({ rules }) {
  if (!rules.length) return null;
  return html`
    <div class="notice off" role="note">
      <p>
        ${t('rules.off', { count: number(rules.length) })} ${rules.map(
          ({ rule, reason }, at) => html`
            ${at > 0 ? '; ' : ''}
            <a href=${href({ view: 'aturan', id: rule.code })}>${rule.code} ${rule.title}</a> (${reason})
          `,
        )}
      </p>
    </div>
  `;
}

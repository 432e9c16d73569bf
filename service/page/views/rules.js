/** Aturan: the questions that are asked of every plan, each with what it finds, why, and how it is mended. */
import { html, useEffect } from '../vendor/preact.js';
import { href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { answered, Card, SeverityTag, View } from '../pieces.js';
import { Signed, useRights } from '../rights.js';
import { called, number, percent, t } from '../words.js';
import { SwitchedOff } from './overview/off.js';
import { Switch } from './rules/switch.js';

const RULES = gql(`
  query Rules($plan: String!, $language: Language!) {
    rules {
      code title(language: $language) family severity explanation(language: $language)
      acceptance(plan: $plan) { accepted rejected deferred undecided rate }
      suppression(plan: $plan) { reason author expires madeAt }
    }
  }
`);
const COUNTS = gql(`
  query RuleCounts($plan: String!, $after: String) {
    plan(slug: $plan) {
      findings(first: 100, after: $after) { nodes { foundBy { code } } pageInfo { hasNextPage endCursor } }
    }
  }
`);
const FAMILIES = ['ALIGNMENT', 'SYNERGY', 'DEPENDENCY', 'OVERLAP', 'CONFLICT', 'PARTICIPATION', 'CAPACITY'];

/**
 * The labels of an explanation's parts, as rules write them, and the words that say them on the page.
 * @type {Record<string, string>}
 */
const LABELS = {
  Why: 'why',
  Mengapa: 'why',
  Evidence: 'evidence',
  Bukti: 'evidence',
  Remedy: 'remedy',
  Perbaikan: 'remedy',
  Options: 'options',
  Acceptance: 'acceptance',
  Note: 'note',
};
const PART = new RegExp(`\\n(?=(?:${Object.keys(LABELS).join('|')}): )`);

/**
 * The explanation without its first heading, in paragraphs: what, why, evidence, remedy. A rule of others may have it
 * in English only.
 * @param {{rule: {explanation: string}}} given
 */
function Explanation({ rule }) {
  const text = rule.explanation.replace(/^[A-Z]+\d+ [^.]*\.\s/, '').trim();
  const parts = text.split(PART).map((each) => each.replace(/\s*\n\s*/g, ' ').trim());
  return html`
    <div lang=${/^Why: /m.test(text) ? 'en' : undefined}>
      ${parts.map((each) => {
        const [, label = '', rest = each] = each.match(/^(\w+): (.*)$/s) ?? [];
        return html`<p>${label in LABELS ? html`<strong>${t(`rule.${LABELS[label]}`)}:</strong> ${rest}` : each}</p>`;
      })}
    </div>
  `;
}

/** @param {import('../shell.js').Given} given */
export default function Rules({ address: { id }, plan }) {
  const answer = useAnswer(RULES, { plan: plan.slug });
  const { isPlanner } = useRights(plan);
  const counts = useAsked(
    (signal) => askAll(COUNTS, { plan: plan.slug }, (data) => data.plan.findings, signal),
    [plan.slug],
  );
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const {
    foundBy: { code },
  } of counts.data ?? [])
    found.set(code, (found.get(code) ?? 0) + 1);
  useEffect(() => {
    document.getElementById(`aturan-${id}`)?.scrollIntoView();
  }, [id, !!answer.data]);
  return html`
    <${View} title=${t('menu.aturan')} lead=${t('rules.lead')}>
      <${Signed} to=${t('rule.off.to')} plan=${plan} />
      ${answered(
        answer,
        ({ rules }) => html`
          <${SwitchedOff} rules=${rules.flatMap((rule) =>
            rule.suppression ? [{ rule, reason: rule.suppression.reason }] : [],
          )} />
          ${FAMILIES.map((family) => {
            const here = rules.filter((each) => each.family === family);
            return (
              here.length > 0 &&
              html`
                <${Card} title=${called('RuleFamily', family)}>
                  ${here.map(
                    (rule) => html`
                      <article id=${`aturan-${rule.code}`} class="link ${rule.code === id ? 'marked' : ''}">
                        <h3>${rule.code} ${rule.title} <${SeverityTag} value=${rule.severity} /></h3>
                        <${Explanation} rule=${rule} />
                        ${
                          rule.acceptance.accepted + rule.acceptance.rejected + rule.acceptance.deferred > 0 &&
                          html`
                            <p class="note">
                              ${t(
                                'acceptance',
                                Object.fromEntries(
                                  Object.entries(rule.acceptance).map(([name, value]) => [name, number(value)]),
                                ),
                              )}${' '}
                              ${
                                rule.acceptance.rate != null &&
                                t('acceptance.rate', { share: percent(rule.acceptance.rate) })
                              }
                            </p>
                          `
                        }
                        ${
                          rule.suppression
                            ? html`<${Switch} rule=${rule} slug=${plan.slug} may=${isPlanner} />`
                            : html`
                                <p class="tags">
                                  <a href=${href({ view: 'temuan', asked: { aturan: rule.code } })}>
                                    ${
                                      counts.data
                                        ? t('findings.count', { count: number(found.get(rule.code) ?? 0) })
                                        : t('menu.temuan')
                                    }
                                  </a> <${Switch} rule=${rule} slug=${plan.slug} may=${isPlanner} />
                                </p>
                              `
                        }
                      </article>
                    `,
                  )}
                <//>
              `
            );
          })}
        `,
      )}
    <//>
  `;
}

/** Impact: who is late when one node is late, and what its loss would take with it. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Empty, NodeLink, OpdLink, answered, within } from '../../pieces.js';
import { table } from '../../table.js';
import { useTyped } from '../../typed.js';
import { number, rupiah, t } from '../../words.js';
import { once, opdOf } from './link.js';
import { Linked } from './linked.js';
import { Picker } from './picker.js';

const IMPACT = gql(`
  query Impact($plan: String!, $of: ID!, $months: Int!, $slack: Int!) {
    plan(slug: $plan) {
      delayImpact(of: $of, months: $months, slack: $slack) {
        months confidence node { ...ImpactTieEnd } links { ...ImpactTie }
      }
      cutImpact(of: $of) {
        dependants { distance } opds { shortName name } budget objectives { __typename id label }
        dimensions { code name }
      }
    }
  }
  fragment ImpactTie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { ...ImpactTieEnd }
    targetNode { ...ImpactTieEnd }
  }
  fragment ImpactTieEnd on PlanNode {
    __typename id label
    ... on Opd { shortName name }
    ... on Program {
      level opd { id shortName name } years { year } parent { id label level parent { id label level } }
    }
  }
`);

/** @param {import('./outward.js').Way} given */
export function Impact({ asked, plan }) {
  return html`
    <div class="card bar noprint">
      <${Picker} name="dari" label=${t('impact.of')} value=${asked.dari ?? ''} plan=${plan} />
      <${Months} name="bulan" label=${t('impact.months')} value=${monthsOf(asked.bulan)} least=${1} />
      <${Months} name="longgar" label=${t('impact.slack')} value=${monthsOf(asked.longgar, 0, 0)} least=${0} />
    </div>
    ${
      asked.dari
        ? html`<${Late} of=${asked.dari} asked=${asked} plan=${plan} />`
        : html`<${Empty}>${t('impact.none')}<//>`
    }
  `;
}

/** Months as they count: whole ones, within what can be asked. @param {string | undefined} written */
const monthsOf = (written, usual = 3, least = 1) => Math.round(within(written, usual, least, 60));

/** @param {{name: string, label: string, value: number, least: number}} given */
function Months({ name, label, value, least }) {
  const typed = useTyped(
    String(value),
    (text) => text && change({ [name]: text }),
    (text) => text && String(monthsOf(text, value, least)),
  );
  return html`
    <label class="field">
      <span>${label}</span>
      <input type="number" min=${least} max="60" ...${typed} />
    </label>
  `;
}

/** @param {import('./outward.js').Way & {of: string}} given */
function Late({ of, asked, plan }) {
  const answer = useAnswer(IMPACT, {
    plan: plan.slug,
    of,
    months: monthsOf(asked.bulan),
    slack: monthsOf(asked.longgar, 0, 0),
  });
  return answered(answer, ({ plan: { delayImpact: late, cutImpact: cut } }) => {
    const months = new Map(late.map((each) => [each.node.id, each.months]));
    return html`
      <div class="notice">
        <div>
          <p>
            ${t('impact.sum', {
              late: number(late.length),
              opds: number(cut.opds.length),
              budget: rupiah(cut.budget),
              objectives: number(cut.objectives.length),
            })}
          </p>
          <p class="tags">${cut.opds.map((each) => html`<${OpdLink} opd=${each} />`)}</p>
          ${
            cut.objectives.length > 0 &&
            html`
              <details>
                <summary>${t('impact.objectives', { count: number(cut.objectives.length) })}</summary>
                <ul>${cut.objectives.map((each) => html`<li><${NodeLink} node=${each} /></li>`)}</ul>
              </details>
            `
          }
        </div>
      </div>
      ${
        late.length
          ? html`
              <${Linked}
                links=${once(late.flatMap((each) => each.links))}
                asked=${asked}
                plan=${plan}
                main=${of}
                label=${t('ties.picture.late')}
                name="dampak-keterlambatan"
                note=${(/** @type {string} */ id) =>
                  months.has(id) ? `+${t('months', { count: number(months.get(id)) })}` : ''}
                table=${table({
                  caption: t('ties.picture.late'),
                  rows: late,
                  columns: [
                    {
                      key: 'nama',
                      label: t('name'),
                      of: (each) => each.node.label,
                      shown: (each) => html`<${NodeLink} node=${each.node} />`,
                    },
                    {
                      key: 'opd',
                      label: t('opd'),
                      wide: 1,
                      of: (each) => opdOf(each.node)?.shortName,
                      shown: (each) => html`<${OpdLink} opd=${opdOf(each.node)} className="" />`,
                    },
                    { key: 'bulan', label: t('impact.late'), as: 'count', of: (each) => each.months },
                    { key: 'yakin', label: t('confidence'), as: 'share', of: (each) => each.confidence },
                  ],
                })}
              />
            `
          : html`<${Empty}>${t('impact.nobody')}<//>`
      }
    `;
  });
}

/** Outward: from one node, what it needs and who needs it, each to a depth of its own. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Empty, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { once } from './link.js';
import { Linked } from './linked.js';
import { Picker } from './picker.js';

/**
 * @typedef {{asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName}} Way what every way of
 *   looking is given
 */

const OUTWARD = gql(`
  query Outward($plan: String!, $of: ID!, $up: Int, $down: Int, $across: Boolean!) {
    plan(slug: $plan) {
      needs: dependencies(of: $of, depth: $up, acrossOpds: $across) { distance links { ...OutwardTie } }
      needed: dependants(of: $of, depth: $down, acrossOpds: $across) { distance links { ...OutwardTie } }
      allNeeds: dependencies(of: $of, depth: null, acrossOpds: $across) { distance }
      allNeeded: dependants(of: $of, depth: null, acrossOpds: $across) { distance }
    }
  }
  fragment OutwardTie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { ...OutwardTieEnd }
    targetNode { ...OutwardTieEnd }
  }
  fragment OutwardTieEnd on PlanNode {
    __typename id label
    ... on Opd { shortName name }
    ... on Program {
      level opd { id shortName name } years { year } parent { id label level parent { id label level } }
    }
  }
`);
const DEPTHS = [0, 1, 2, 3, 4];

/** @param {Way} given */
export function Outward({ asked, plan }) {
  return html`
    <div class="card bar noprint">
      <${Picker} name="dari" label=${t('ties.from')} value=${asked.dari ?? ''} plan=${plan} />
    </div>
    ${
      asked.dari
        ? html`<${From} of=${asked.dari} asked=${asked} plan=${plan} />`
        : html`<${Empty}>${t('ties.from.none')}<//>`
    }
  `;
}

/** @param {{name: string, label: string, value: number}} given */
const Depth = ({ name, label, value }) => html`
  <fieldset class="depth">
    <legend>${label}</legend>
    <div class="tabs">
      ${DEPTHS.map(
        (each) => html`
          <button
            type="button"
            aria-pressed=${each === value ? 'true' : 'false'}
            onClick=${() => change({ [name]: each })}
          >
            ${each}
          </button>
        `,
      )}
    </div>
  </fieldset>
`;

/** @param {Way & {of: string}} given */
function From({ of, asked, plan }) {
  const up = Number(asked.hulu ?? 1);
  const down = Number(asked.hilir ?? 1);
  const answer = useAnswer(OUTWARD, {
    plan: plan.slug,
    of,
    up: Math.max(1, up),
    down: Math.max(1, down),
    across: !!asked.lintas,
  });
  return answered(answer, ({ plan: found }) => {
    const links = once([...(up ? found.needs : []), ...(down ? found.needed : [])].flatMap((each) => each.links));
    const direct = (/** @type {{distance: number}[]} */ some) => some.filter((each) => each.distance === 1).length;
    return html`
      <${Linked}
        links=${links}
        asked=${asked}
        plan=${plan}
        main=${of}
        label=${t('ties.picture.from')}
        name="keterkaitan-simpul"
        starts=${true}
        controls=${html`
          <${Depth}
            name="hulu"
            label=${t('ties.up', { direct: number(direct(found.allNeeds)), all: number(found.allNeeds.length) })}
            value=${up}
          />
          <${Depth}
            name="hilir"
            label=${t('ties.down', { direct: number(direct(found.allNeeded)), all: number(found.allNeeded.length) })}
            value=${down}
          />
        `}
      />
    `;
  });
}

/** Outward: from one node, what it needs and who needs it, each to a depth of its own. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { askAll, gql, useAnswer, useAsked } from '../../api.js';
import { Coming, Empty, Wrong, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { once, opdOf } from './link.js';
import { Linked } from './linked.js';
import { Picker } from './picker.js';

/**
 * @typedef {{asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName}} Way what every way of
 *   looking is given
 */

const OUTWARD = gql(`
  query Outward($plan: String!, $of: ID!, $up: Int, $down: Int, $across: Boolean!) {
    plan(slug: $plan) {
      needs: dependencies(of: $of, depth: $up, acrossOpds: $across) { distance node { id } }
      needed: dependants(of: $of, depth: $down, acrossOpds: $across) { distance node { id } }
      allNeeds: dependencies(of: $of, depth: null, acrossOpds: $across) { distance }
      allNeeded: dependants(of: $of, depth: null, acrossOpds: $across) { distance }
    }
  }
`);
const LINKS = gql(`
  query OutwardLinks($plan: String!, $filter: LinkFilter!, $after: String) {
    plan(slug: $plan) {
      links(first: 100, after: $after, filter: $filter) {
        nodes { ...OutwardTie } pageInfo { hasNextPage endCursor }
      }
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
/** As many nodes are named in one question for their links. */
const NAMED = 40;

/** @typedef {import('./link.js').Tie} Tie */
/** @typedef {readonly {distance: number, node: {id: string}}[]} Reached */

/**
 * Whether an end is what one looks from: the node itself, a part of it, or work of the OPD.
 * @param {Tie['originNode']} end
 * @param {string} of
 */
const isStart = (end, of) =>
  end.id === of ||
  opdOf(end)?.id === of ||
  (end.__typename === 'Program' && [end.parent?.id, end.parent?.parent?.id].includes(of));

/**
 * The links that lead from a start outward, all of each pair: each from a node to one that is a step farther away.
 * @param {readonly Tie[]} links
 * @param {string} of
 * @param {Reached} reached
 * @param {'needs' | 'needed'} way
 */
function outward(links, of, reached, way) {
  const distances = new Map(reached.map((each) => [each.node.id, each.distance]));
  const far = (/** @type {Tie['originNode']} */ end) => (isStart(end, of) ? 0 : (distances.get(end.id) ?? NaN));
  return links.filter(({ originNode, targetNode }) => {
    const [near, next] = way === 'needs' ? [originNode, targetNode] : [targetNode, originNode];
    return far(near) < far(next);
  });
}

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
  const reached = answer.data
    ? [...(up ? answer.data.plan.needs : []), ...(down ? answer.data.plan.needed : [])].map((each) => each.node.id)
    : null;
  const ties = useAsked(
    async (signal) => {
      /** @type {Tie[]} */
      const found = [];
      for (let at = 0; reached && at < reached.length; at += NAMED) {
        const anyOf = reached.slice(at, at + NAMED).map((node) => ({ node }));
        const filter = { kind: /** @type {const} */ ('DEPENDS_ON'), acrossOpds: !!asked.lintas, anyOf };
        found.push(...(await askAll(LINKS, { plan: plan.slug, filter }, (data) => data.plan.links, signal)));
      }
      return reached && once(found);
    },
    [plan.slug, reached, !!asked.lintas],
  );
  return answered(answer, ({ plan: found }) => {
    if (ties.problem) return html`<${Wrong} problem=${ties.problem} again=${ties.again} />`;
    if (!ties.data) return html`<${Coming} />`;
    const links = once([
      ...(up ? outward(ties.data, of, found.needs, 'needs') : []),
      ...(down ? outward(ties.data, of, found.needed, 'needed') : []),
    ]);
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

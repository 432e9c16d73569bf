/** Paths: the ways over which one node depends on another, and nothing else. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { gql, useAnswer } from '../../api.js';
import { Empty, answered } from '../../pieces.js';
import { number, t } from '../../words.js';
import { once } from './link.js';
import { Linked } from './linked.js';
import { Picker } from './picker.js';

const PATHS = gql(`
  query Paths($plan: String!, $start: ID!, $end: ID!) {
    plan(slug: $plan) { paths(start: $start, end: $end, most: 20, longest: 6) { links { ...PathTie } } }
  }
  fragment PathTie on Link {
    id kind dependencyKind origin confidence reason source entry standing lagMonths
    originNode { ...PathTieEnd }
    targetNode { ...PathTieEnd }
  }
  fragment PathTieEnd on PlanNode {
    __typename id label
    ... on Opd { shortName name }
    ... on Program {
      level opd { id shortName name } years { year } parent { id label level parent { id label level } }
    }
  }
`);

/** @param {import('./outward.js').Way} given */
export function Paths({ asked, plan }) {
  return html`
    <div class="card bar noprint">
      <${Picker} name="dari" label=${t('ties.start')} value=${asked.dari ?? ''} plan=${plan} />
      <button type="button" onClick=${() => change({ dari: asked.ke, ke: asked.dari })}>${t('ties.swap')}</button>
      <${Picker} name="ke" label=${t('ties.end')} value=${asked.ke ?? ''} plan=${plan} />
    </div>
    ${
      asked.dari && asked.ke
        ? html`<${Between} start=${asked.dari} end=${asked.ke} asked=${asked} plan=${plan} />`
        : html`<${Empty}>${t('ties.paths.none')}<//>`
    }
  `;
}

/** @param {import('./outward.js').Way & {start: string, end: string}} given */
function Between({ start, end, asked, plan }) {
  const answer = useAnswer(PATHS, { plan: plan.slug, start, end });
  return answered(answer, ({ plan: { paths } }) => {
    if (!paths.length) return html`<${Empty}>${t('ties.nopath')}<//>`;
    return html`
      <p class="note" role="status">
        ${t('ties.paths', {
          count: number(paths.length),
          shortest: number(Math.min(...paths.map((each) => each.links.length))),
        })}
      </p>
      <${Linked}
        links=${once(paths.flatMap((each) => each.links))}
        asked=${asked}
        plan=${plan}
        main=${start}
        end=${end}
        label=${t('ties.picture.paths')}
        name="keterkaitan-jalur"
      />
    `;
  });
}

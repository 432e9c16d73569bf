/** Pohon kinerja: the plan from its vision down to its sub-activities, with money, indicators, OPDs and orphans. */
import { html, useState } from '../vendor/preact.js';
import { change, href } from '../address.js';
import { askAll, gql, useAnswer, useAsked } from '../api.js';
import { Choice, Switch, View, answered } from '../pieces.js';
import { brief, number, t } from '../words.js';
import { Nothing } from './nothing.js';
import { Line } from './tree/line.js';
import { grown, alone } from './tree/grown.js';

const HEAD = gql(`
  query TreeHead($plan: String!) {
    plan(slug: $plan) { money { years { year budget } } opds(first: 100) { nodes { shortName name } } }
  }
`);
const LINES = gql(`
  query TreeLines($plan: String!, $year: Year!, $downTo: TreeDepth!, $under: ID, $opd: String, $after: String) {
    plan(slug: $plan) {
      performanceTree(first: 100, after: $after, filter: { downTo: $downTo, under: $under, opd: $opd }) {
        nodes {
          depth partCount isOrphan budget(year: $year)
          opds { shortName name }
          crossings { linkCount agreedCount opd { shortName name } }
          node {
            __typename id label
            ... on Opd { shortName name }
            ... on Objective {
              level
              objectiveIndicators: indicators { id name years { year target { text } realised { text } } }
            }
            ... on Program {
              programLevel: level
              programIndicators: indicators { id name years { year target { text } realised { text } } }
            }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const DEPTHS = /** @type {const} */ (['OBJECTIVE', 'PROGRAM', 'ACTIVITY', 'SUB_ACTIVITY']);
/** @typedef {typeof DEPTHS[number]} Depth */
/** @typedef {import('#documents').DataOf<typeof LINES>['plan']['performanceTree']['nodes'][number]} TreeLine */
/** @typedef {import('../address.js').Query} Query */

/** @param {import('../shell.js').Given} given */
export default function Tree({ address: { asked }, plan }) {
  const answer = useAnswer(HEAD, { plan: plan.slug });
  return html`
    <${View} title=${t('menu.pohon')} kicker=${plan.region.name} lead=${t('tree.lead')}>
      ${answered(answer, ({ plan: { money, opds } }) => {
        const years = money.years.filter((each) => each.budget !== null).map((each) => each.year);
        const year = years.find((each) => each === Number(asked.tahun)) ?? years.at(-1) ?? plan.startYear;
        const depth = DEPTHS.find((each) => each === asked.sampai) ?? 'OBJECTIVE';
        return html`
          <div class="card bar noprint">
            <${Choice}
              name="sampai"
              label=${t('tree.depth')}
              value=${depth}
              options=${DEPTHS.map((each) => [each, t(`tree.depth.${each}`)])}
            />
            <${Choice}
              name="tahun"
              label=${t('year')}
              value=${String(year)}
              options=${years.map((each) => [String(each), each])}
            />
            <${Choice}
              name="opd"
              label=${t('opd')}
              value=${asked.opd ?? ''}
              all=${t('all')}
              options=${opds.nodes.map((each) => [each.shortName, `${each.shortName} – ${each.name}`])}
            />
            <${Switch} name="lepas" label=${t('tree.orphans.only')} value=${asked.lepas} />
            <${Switch} name="indikator" label=${t('tree.indicators')} value=${asked.indikator} />
          </div>
          <${Lines}
            key=${`${depth} ${year} ${asked.opd ?? ''}`}
            asked=${asked}
            plan=${plan}
            year=${year}
            depth=${depth}
            budget=${money.years.find((each) => each.year === year)?.budget}
          />
        `;
      })}
    <//>
  `;
}

/**
 * @param {{asked: Query, plan: import('../shell.js').PlanName, year: number, depth: Depth,
 *   budget: number | null | undefined}} given `budget`: of the whole plan
 */
function Lines({ asked, plan, year, depth, budget }) {
  const [more, add] = useState(/** @type {Map<string, TreeLine[]>} */ (new Map()));
  const given = { plan: plan.slug, year, opd: asked.opd || null };
  const answer = useAsked(
    (signal) => askAll(LINES, { ...given, under: null, downTo: depth }, (data) => data.plan.performanceTree, signal),
    [given, depth],
  );
  /** What stands directly under a line, where that was not asked for yet. */
  const open = async (/** @type {string} */ key, /** @type {TreeLine} */ line) => {
    const downTo = DEPTHS[Math.min(DEPTHS.length - 1, depthOf(line) + 1)] ?? 'PROGRAM';
    const found = await askAll(LINES, { ...given, under: line.node.id, downTo }, (data) => data.plan.performanceTree);
    add((was) => new Map(was).set(key, found));
  };
  return answered(answer, (lines) => {
    const roots = grown(lines);
    const shown = asked.lepas ? alone(roots) : roots;
    const orphans = lines.filter((each) => each.isOrphan);
    const under = (/** @type {string} */ type) => orphans.filter((each) => each.node.__typename === type).length;
    const across = lines.filter((each) => each.opds.length > 1).length;
    return html`
      <ul class="tiles four">
        <li>
          <a href=${href({ view: 'tinjauan' })}>
            <strong>${number(under('Objective'))}</strong> <span>${t('tree.orphans.objectives')}</span>
          </a>
        </li>
        <li class="tile"><strong>${number(under('Opd'))}</strong> <span>${t('tree.orphans.opds')}</span></li>
        <li class="tile"><strong>${number(across)}</strong> <span>${t('tree.across')}</span></li>
        <li class="tile"><strong>${brief(budget)}</strong> <span>${t('tree.budget', { year })}</span></li>
      </ul>
      ${
        shown.length
          ? html`
              <ul class="card tree">
                ${shown.map(
                  (each) => html`
                    <${Line}
                      key=${each.key}
                      branch=${each}
                      more=${more}
                      year=${year}
                      indicators=${!!asked.indikator}
                      onOpen=${open}
                    />
                  `,
                )}
              </ul>
            `
          : html`<${Nothing} asked=${asked} none=${t('tree.none')} />`
      }
      ${
        depth === 'OBJECTIVE' &&
        lines.length > 0 &&
        html`
          <p class="noprint">
            <button type="button" onClick=${() => change({ sampai: 'PROGRAM' })}>${t('tree.all')}</button>
          </p>
        `
      }
    `;
  });
}

/** How far down a line stands, as `DEPTHS` counts. @param {TreeLine} line */
const depthOf = ({ node }) => (node.__typename === 'Program' ? DEPTHS.indexOf(node.programLevel) : 0);

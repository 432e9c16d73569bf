/** Linked: dependencies as a picture on a level that people choose, as a table, and each in full beside the picture. */
import { html } from '../../vendor/preact.js';
import { change } from '../../address.js';
import { isNarrow } from '../../graph.js';
import { Slider } from '../../fields.js';
import { Tabs } from '../../pieces.js';
import { number, t } from '../../words.js';
import { Drawing } from './drawing.js';
import { Filters, fits, isAcross } from './filters.js';
import { LEVELS, READABLE, gathered, placeOf, readable } from './level.js';
import { LinkCards, LinkTable } from './link.js';

/** @typedef {import('./link.js').Tie} Tie */
/** @typedef {import('../../pieces.js').Drawn} Drawn */

const LONGEST_LABEL = 70;

/**
 * @param {{links: Tie[], asked: import('../../address.js').Query, plan: import('../../shell.js').PlanName,
 *   name: string, label: string, main?: string, controls?: Drawn, across?: boolean, starts?: boolean, table?: Drawn,
 *   note?: (id: string) => string, end?: string}} given `main`: id of the node in the middle; `end`: of one that is
 *   marked; `note`: what is written under a box; `starts`: whether one may go on from a box
 */
export function Linked({
  links: all,
  asked,
  plan,
  name,
  label,
  main = '',
  end = '',
  controls = null,
  across = true,
  starts = false,
  table,
  note = () => '',
}) {
  const links = all.filter((each) => fits(each, asked) && (!asked.lintas || isAcross(each)));
  const level = LEVELS.find((each) => each === asked.tingkat) ?? readable(links);
  const ties = gathered(links, level);
  const most = Math.max(1, ...ties.map((each) => each.links.length));
  const least = Math.min(Number(asked.min ?? (ties[READABLE]?.links.length ?? 0) + 1), most);
  const shown = ties.filter((each) => each.links.length >= least);
  const places = new Map(
    shown.flatMap(({ from, to }) => [
      [from.id, from],
      [to.id, to],
    ]),
  );
  const ends = all.flatMap((each) => [each.originNode, each.targetNode]);
  const standsFor = (/** @type {string} */ id) => {
    const node = ends.find((each) => each.id === id);
    return node ? placeOf(node, level).id : id;
  };
  const [middle, marked] = [standsFor(main), standsFor(end)];
  const boxes = [...places.values()].map((place) => ({
    id: place.id,
    label: [
      place.label.length > LONGEST_LABEL ? `${place.label.slice(0, LONGEST_LABEL - 2)}…` : place.label,
      place.opd && `(${place.opd})`,
      note(place.id),
    ]
      .filter(Boolean)
      .join('\n'),
    tone: place.id === middle ? 'main' : place.id === marked ? 'warm' : '',
  }));
  const arrows = shown.map((tie) => ({
    id: tie.id,
    source: tie.from.id,
    target: tie.to.id,
    weight: tie.links.length,
    label: tie.links.length > 1 ? number(tie.links.length) : '',
    dashed: tie.links.every((each) => each.origin === 'INFERRED'),
  }));
  const touching = (/** @type {string} */ id) =>
    shown.filter((tie) => tie.from.id === id || tie.to.id === id).flatMap((tie) => tie.links);
  return html`
    <${Drawing}
      boxes=${boxes}
      arrows=${arrows}
      label=${label}
      asked=${asked}
      name=${name}
      direction=${isNarrow() ? 'TB' : 'LR'}
      most=${120}
      tooMany=${t('graph.toomany', { count: number(arrows.length) })}
      controls=${html`
        ${controls}
        <div class="field levels">
          <span>${t('ties.level')}</span>
          <${Tabs}
            name="tingkat"
            label=${t('ties.level')}
            value=${level}
            options=${LEVELS.map((each) => [each, t(`ties.level.${each}`)])}
          />
        </div>
        ${
          most > 1 &&
          html`
            <${Slider}
              name="min"
              label=${(/** @type {number} */ count) => t('ties.least', { count: number(count) })}
              value=${least}
              least=${1}
              most=${most}
            />
          `
        }
      `}
      filters=${html`<${Filters} asked=${asked} across=${across} />`}
      table=${table ?? html`<${LinkTable} links=${links} caption=${label} />`}
      side=${(/** @type {string} */ kind, /** @type {string} */ id) => {
        if (kind === 'edge')
          return html`<${LinkCards} links=${shown.find((tie) => tie.id === id)?.links ?? []} plan=${plan} />`;
        if (kind !== 'node') return html`<${Strongest} ties=${shown} plan=${plan} />`;
        return html`
          ${
            starts &&
            id !== main &&
            html`<p><button type="button" onClick=${() => change({ dari: id })}>${t('ties.starthere')}</button></p>`
          }
          <${LinkCards} links=${touching(id)} plan=${plan} />
        `;
      }}
    />
  `;
}

/**
 * Nothing is picked: what hangs together most, so that there is something to read.
 * @param {{ties: import('./level.js').Gathered[], plan: import('../../shell.js').PlanName}} given
 */
function Strongest({ ties, plan }) {
  const [first] = ties;
  if (!first) return html`<p class="note noprint">${t('ties.pick')}</p>`;
  if (first.links.length === 1)
    return html`
      <p class="note noprint">${t('ties.pick')}</p>
      <${LinkCards} links=${ties.slice(0, 5).flatMap((tie) => tie.links)} plan=${plan} />
    `;
  return html`
    <h2>${t('ties.strongest')}</h2>
    <ul class="plain-list">
      ${ties.slice(0, 8).map(
        (tie) => html`
          <li>
            ${tie.from.label} → ${tie.to.label} <span class="note">
              ${t('ties.count', { count: number(tie.links.length) })}
            </span>
          </li>
        `,
      )}
    </ul>
    <p class="note noprint">${t('ties.pick')}</p>
  `;
}

/** Link: one dependency with its reason, source and certainty, and several as a table. */
import { html } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { Empty, NodeLink, OpdLink } from '../../pieces.js';
import { table } from '../../table.js';
import { called, number, percent, t } from '../../words.js';
import { Judge } from './judge.js';

/** @typedef {import('#documents').OutwardTieFragment} Tie a dependency with what people ask of it */
/** @typedef {Tie['originNode']} End */

/** The OPD of a node that has one. @param {End} node */
export const opdOf = (node) =>
  node.__typename === 'Program'
    ? node.opd
    : node.__typename === 'Opd'
      ? { id: node.id, shortName: node.shortName, name: node.name }
      : null;

/** Where a link comes from, as people say it. @param {string} source */
export const said = (source) => (source === 'judgement' ? t('judgement') : source);

/** The same, linked to the entry that says so. @param {{source: string, entry: string | null}} link */
const sourceOf = ({ source, entry }) =>
  entry ? html`<a href=${href({ view: 'pengetahuan', id: entry })}>${said(source)}</a>` : said(source);

/** One link in full. @param {{link: Tie, plan: import('../../shell.js').PlanName}} given */
export const LinkCard = ({ link, plan }) => html`
  <article class="link">
    <p><${NodeLink} node=${link.originNode} /> <${OpdLink} opd=${opdOf(link.originNode)} /></p>
    <p class="note arrow">${t('ties.needs')}</p>
    <p><${NodeLink} node=${link.targetNode} /> <${OpdLink} opd=${opdOf(link.targetNode)} /></p>
    <p>${link.reason}</p>
    <dl class="facts">
      ${link.dependencyKind && html`<dt>${t('kind')}</dt><dd>${called('DependencyKind', link.dependencyKind)}</dd>`}
      <dt>${t('source')}</dt>
      <dd>
        ${sourceOf(link)}
      </dd>
      <dt>${t('origin')}</dt>
      <dd>
        ${called('Origin', link.origin)}
        ${link.entry && html` · <a href=${href({ view: 'pengetahuan', id: link.entry })}>${t('ties.entry')}</a>`}
      </dd>
      <dt>${t('confidence')}</dt>
      <dd>${percent(link.confidence)}</dd>
      ${link.lagMonths > 0 && html`<dt>${t('lag')}</dt><dd>${t('months', { count: number(link.lagMonths) })}</dd>`}
      <dt>${t('standing')}</dt>
      <dd>
        <span class="tag ${{ CONFIRMED: 'good', REJECTED: 'bad', OPEN: '' }[link.standing]}">
          ${called('Standing', link.standing)}
        </span>
      </dd>
    </dl>
    <${Judge} link=${link} plan=${plan} />
  </article>
`;

/** Several links below each other. @param {{links: Tie[], plan: import('../../shell.js').PlanName}} given */
export const LinkCards = ({ links, plan }) =>
  links.length
    ? html`
        <div>
          ${links.slice(0, 40).map((each) => html`<${LinkCard} key=${each.id} link=${each} plan=${plan} />`)}
          ${
            links.length > 40 &&
            html`<p class="note">${t('ties.moreinttable', { count: number(links.length - 40) })}</p>`
          }
        </div>
      `
    : html`<${Empty}>${t('graph.none')}<//>`;

/**
 * @typedef {{__typename: string, id: string, label: string, opd?: import('../../pieces.js').OpdName | null}} ShortEnd
 */
/**
 * @typedef {Pick<Tie, 'reason' | 'source' | 'entry' | 'origin' | 'confidence' | 'dependencyKind' | 'standing'> &
 *   {originNode: ShortEnd, targetNode: ShortEnd}} ShortTie what a row of a table needs
 */

/**
 * Where links come from, in words: what a plan declares is no guess.
 * @param {{links: readonly {origin: string}[]}} given
 */
export function Origins({ links }) {
  const count = (/** @type {string} */ origin) => number(links.filter((each) => each.origin === origin).length);
  return html`
    <p class="note">
      ${t('ties.origins', { declared: count('DECLARED'), derived: count('DERIVED'), inferred: count('INFERRED') })}
    </p>
  `;
}

/**
 * Links as a table; `without` leaves out the end that is the same in all, `kept` as tables have it.
 * @param {{links: ShortTie[], caption: string, without?: 'originNode' | 'targetNode' | '', kept?: string}} given
 */
export function LinkTable({ links, caption, without = '', kept }) {
  if (!links.length) return html`<${Empty}>${t('ties.nolinks')}<//>`;
  const both = /** @type {const} */ ([
    ['originNode', 'butuh', 'needs'],
    ['targetNode', 'dibutuhkan', 'needed'],
  ]);
  const ends = both.filter(([end]) => end !== without);
  return table({
    caption,
    rows: links,
    ...(kept !== undefined && { kept }),
    columns: [
      ...ends.map(([end, key, label]) => ({
        key,
        label: t(label),
        wide: 4,
        of: (/** @type {ShortTie} */ each) =>
          each[end].opd ? `${each[end].label} (${each[end].opd.shortName})` : each[end].label,
        shown: (/** @type {ShortTie} */ each) =>
          html`<${NodeLink} node=${each[end]} /> ${each[end].opd && html`<${OpdLink} opd=${each[end].opd} />`}`,
      })),
      { key: 'alasan', label: t('reason'), wide: 5, of: (each) => each.reason },
      {
        key: 'asal',
        label: t('origin'),
        of: (each) => called('Origin', each.origin),
        shown: (each) =>
          each.entry
            ? html`<a href=${href({ view: 'pengetahuan', id: each.entry })}>${called('Origin', each.origin)}</a>`
            : called('Origin', each.origin),
      },
      { key: 'sumber', label: t('source'), of: (each) => said(each.source), shown: sourceOf },
      { key: 'jenis', label: t('kind'), of: (each) => called('DependencyKind', each.dependencyKind) },
      { key: 'yakin', label: t('confidence'), as: 'share', of: (each) => each.confidence },
      { key: 'status', label: t('standing'), of: (each) => called('Standing', each.standing) },
    ],
  });
}

/** The links of some ways, each once. @template {{id: string}} L @param {readonly L[]} links @returns {L[]} */
export const once = (links) => [...new Map(links.map((each) => [each.id, each])).values()];

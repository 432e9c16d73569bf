/** Line: one branch of the performance tree, what stands under it, and what other OPDs do for it. */
import { html, useState } from '../../vendor/preact.js';
import { href } from '../../address.js';
import { NodeLink, OpdLink } from '../../pieces.js';
import { brief, called, number, rupiah, t } from '../../words.js';
import { grown } from './grown.js';

/** @typedef {import('../tree.js').TreeLine} TreeLine */
/** @typedef {import('./grown.js').Branch} Branch */
/**
 * @typedef {{branch: Branch, over?: string, more: Map<string, TreeLine[]>, year: number, indicators: boolean,
 *   onOpen: (key: string, line: TreeLine) => Promise<void>}} Given `over`: short name of who leads what it stands
 *   under; `more`: what was asked for under single branches, by their keys
 */

/** @param {Given} given */
export function Line({ branch: { key, line, parts }, over = '', more, year, indicators, onOpen }) {
  const [isOpen, open] = useState(true);
  const [coming, come] = useState(false);
  const below = parts.length ? parts : grown(more.get(key) ?? [], key);
  const shown = isOpen && below.length > 0;
  const turn = async () => {
    if (below.length) return open(!isOpen);
    come(true);
    await onOpen(key, line).finally(() => come(false));
    return open(true);
  };
  const { node } = line;
  return html`
    <li>
      <div class="branch ${line.isOrphan ? 'orphan' : ''}">
        ${
          line.partCount > 0
            ? html`
                <button
                  type="button"
                  class="fold"
                  aria-expanded=${shown ? 'true' : 'false'}
                  aria-label=${`${t(shown ? 'tree.fold' : 'tree.unfold')}: ${node.label}`}
                  disabled=${coming}
                  onClick=${turn}
                ></button>
              `
            : html`<span class="fold"></span>`
        }
        <div>
          <p>
            <span class="tag level">${levelOf(line)}</span>${' '}
            ${line.isOrphan && html`<span class="tag warm">${t(`tree.orphan.${node.__typename}`)}</span> `}
            ${
              node.__typename === 'Objective' &&
              !line.partCount &&
              html`<span class="tag warm">${t('tree.bare')}</span> `
            }
            <${NodeLink} node=${node} full=${true} />
            ${!shown && line.partCount > 0 && html` <span class="note">(${number(line.partCount)})</span>`}
          </p>
          <${Who} line=${line} over=${over} />
          ${indicators && html`<${Indicators} line=${line} year=${year} />`}
        </div>
        <span class="sum" title=${rupiah(line.budget)}>${brief(line.budget)}</span>
      </div>
      ${
        shown &&
        html`
          <ul>
            ${below.map(
              (each) => html`
                <${Line}
                  key=${each.key}
                  branch=${each}
                  over=${line.opds[0]?.shortName}
                  more=${more}
                  year=${year}
                  indicators=${indicators}
                  onOpen=${onOpen}
                />
              `,
            )}
          </ul>
        `
      }
    </li>
  `;
}

/** What a line is, in the planners' words. @param {TreeLine} line */
function levelOf({ node }) {
  if (node.__typename === 'Objective') return called('ObjectiveLevel', node.level);
  return node.__typename === 'Program' ? called('Level', node.programLevel) : t('opd');
}

/** Who leads it, who works under it as well, and whose work it needs. @param {{line: TreeLine, over: string}} given */
function Who({ line: { node, opds, crossings }, over }) {
  const [lead, ...others] = node.__typename === 'Opd' ? [] : opds;
  const isOther = lead && lead.shortName !== over;
  if (!isOther && !others.length && !crossings.length) return null;
  return html`
    <p class="note tags">
      ${isOther && html`<${OpdLink} opd=${lead} />`}
      ${others.length > 0 && html`<span>${t('tree.with')}</span>`}
      ${others.map((opd) => html`<${OpdLink} opd=${opd} />`)}
      ${crossings.length > 0 && html`<span>${t('tree.needs')}</span>`}
      ${crossings.map(
        ({ opd, linkCount, agreedCount }) => html`
          <a
            class="tag ${agreedCount ? 'good' : ''}"
            title=${opd.name}
            href=${href({
              view: 'keterkaitan',
              asked: lead ? { cara: 'pasangan', a: lead.shortName, b: opd.shortName } : {},
            })}
          >
            ${opd.shortName} ${number(linkCount)}${
              agreedCount > 0 && `, ${t('tree.agreed', { count: number(agreedCount) })}`
            }
          </a>
        `,
      )}
    </p>
  `;
}

/** @param {{line: TreeLine, year: number}} given */
function Indicators({ line: { node }, year }) {
  const found =
    node.__typename === 'Objective'
      ? node.objectiveIndicators
      : node.__typename === 'Program'
        ? node.programIndicators
        : [];
  return (
    found.length > 0 &&
    html`
      <ul class="note">
        ${found.map((each) => {
          const now = each.years.find((one) => one.year === year);
          return html`
            <li>
              <a href=${href({ view: 'indikator', id: each.id })}>${each.name}</a>: ${t('tree.indicator', {
                target: now?.target?.text ?? '–',
                realised: now?.realised?.text ?? '–',
              })}
            </li>
          `;
        })}
      </ul>
    `
  );
}

/** Drawing: a picture, which can be taken along as a file, with what was picked beside it, and the same as a table. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { Graph } from '../../graph.js';
import { Card, Empty, Tabs } from '../../pieces.js';
import { download } from '../../save.js';
import { t } from '../../words.js';

/** @typedef {import('../../pieces.js').Drawn} Drawn */

/**
 * @param {{boxes: import('../../graph.js').Box[], arrows: import('../../graph.js').Arrow[], label: string,
 *   asked: import('../../address.js').Query, table: Drawn, controls?: Drawn, filters?: Drawn, direction?: string,
 *   side: (kind: string, id: string) => Drawn, name: string, most?: number, tooMany?: string}} given `most`: arrows at
 *   most
 */
export function Drawing({
  boxes,
  arrows,
  label,
  asked,
  table,
  controls = null,
  filters = null,
  direction = 'LR',
  side,
  name,
  most = 400,
  tooMany = '',
}) {
  const [picked, pick] = useState(['', '']);
  const tool = useRef(/** @type {import('../../graph.js').Tool | null} */ (null));
  const show = asked.tampil ?? 'gambar';
  const isDrawn = boxes.length > 0 && arrows.length <= most;
  const save = (/** @type {'png' | 'svg'} */ kind) => tool.current && download(tool.current[kind](), `${name}.${kind}`);
  const zoom = (/** @type {number} */ by) => tool.current?.zoom(by);
  return html`
    <${Card} className="drawing">
      <div class="noprint">${filters}</div>
      <div class="bar tools noprint">
        ${controls}
        <span class="shown">
          ${
            show !== 'tabel' &&
            isDrawn &&
            html`
              <span class="tabs">
                <button type="button" aria-label=${t('graph.closer')} onClick=${() => zoom(1.25)}>+</button>
                <button type="button" aria-label=${t('graph.farther')} onClick=${() => zoom(0.8)}>−</button>
                <button type="button" onClick=${() => tool.current?.fit()}>${t('graph.all')}</button>
              </span>
            `
          }
          <${Tabs}
            name="tampil"
            label=${t('ties.show')}
            value=${show}
            options=${[['gambar', t('picture')], ['tabel', t('table')]]}
          />
          ${
            show !== 'tabel' &&
            html`
              <span class="files">
                <button type="button" disabled=${!isDrawn} onClick=${() => save('png')}>PNG</button>
                <button type="button" disabled=${!isDrawn} onClick=${() => save('svg')}>SVG</button>
              </span>
            `
          }
        </span>
      </div>
      ${
        show === 'tabel'
          ? table
          : !isDrawn
            ? html`<${Empty}>${boxes.length ? tooMany : t('graph.none')}<//>`
            : html`
                <div class="drawn">
                  <${Graph}
                    boxes=${boxes}
                    arrows=${arrows}
                    label=${label}
                    direction=${direction}
                    chosen=${picked[1]}
                    tool=${tool}
                    onPick=${(/** @type {string} */ kind, /** @type {string} */ id) => pick([kind, id])}
                  />
                  <aside class="side" tabindex="0" aria-live="polite" aria-label=${t('ties.side')}>
                    ${side(picked[0] ?? '', picked[1] ?? '') ?? html`<p class="note noprint">${t('ties.pick')}</p>`}
                  </aside>
                </div>
              `
      }
    <//>
  `;
}

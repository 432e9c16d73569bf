/** Drawing: a picture with what was picked beside it, and the same as a table; export of both. */
import { html, useRef, useState } from '../../vendor/preact.js';
import { Card, Empty, Tabs } from '../../pieces.js';
import { Graph, download } from '../../graph.js';
import { t } from '../../words.js';

/**
 * @param {{boxes: any[], arrows: any[], label: string, asked: Record<string, string>, table: unknown, controls?: unknown, direction?: string,
 *   side: (kind: string, id: string) => unknown, name: string, most?: number}} given
 */
export function Drawing({ boxes, arrows, label, asked, table, controls = null, direction = 'LR', side, name, most = 400 }) {
  const [picked, pick] = useState(['', '']);
  const tool = useRef(null);
  const show = asked.tampil ?? 'gambar';
  const tooMany = arrows.length > most;
  const save = async () => download(await tool.current.png(), `${name}.png`);
  const saveTable = () => {
    const cell = (/** @type {Element} */ each) => `"${(each.textContent ?? '').trim().replaceAll('"', '""')}"`;
    const lines = [...document.querySelectorAll('main table tr')].map((row) => [...row.children].map(cell).join(';'));
    download(new Blob([`\ufeff${lines.join('\r\n')}`], { type: 'text/csv' }), `${name}.csv`);
  };
  return html`<${Card} className="drawing" aside=${null}>
    <div class="bar tools">${controls}
      <span class="push"></span>
      <${Tabs} name="tampil" label=${t('ties.show')} value=${show} options=${[['gambar', t('picture')], ['tabel', t('table')]]} />
      ${show === 'gambar' ? html`<button type="button" onClick=${save}>PNG</button>` : html`<button type="button" onClick=${saveTable}>CSV</button>`}
    </div>
    ${show === 'tabel' ? table : !boxes.length || tooMany ? html`<${Empty}>${t(tooMany ? 'graph.toomany' : 'graph.none', { count: arrows.length })}<//>` : html`<div class="drawn">
      <div class="framed"><span class="tabs zoom"><button type="button" aria-label=${t('graph.closer')} onClick=${() => tool.current?.zoom(1.25)}>+</button>
        <button type="button" aria-label=${t('graph.farther')} onClick=${() => tool.current?.zoom(0.8)}>−</button>
        <button type="button" onClick=${() => tool.current?.fit()}>${t('graph.all')}</button></span>
      <${Graph} boxes=${boxes} arrows=${arrows} label=${label} direction=${direction} height="high" chosen=${picked[1]} tool=${tool} onPick=${(kind, id) => pick([kind, id])} /></div>
      <aside class="side" aria-live="polite" aria-label=${t('ties.side')}>${picked[0] ? side(picked[0], picked[1]) ?? html`<p class="note">${t('ties.pick')}</p>` : side('', '') ?? html`<p class="note">${t('ties.pick')}</p>`}</aside>
    </div>`}
  <//>`;
}

/** Graph: boxes and arrows in layers, drawn by Cytoscape and laid out by dagre; both are loaded when first needed. */
import { html, useEffect, useImperativeHandle, useRef, useState } from './vendor/preact.js';
import { t } from './words.js';

/** @typedef {{id: string, label: string, tone?: string, size?: number, title?: string}} Box */
/** @typedef {{id: string, source: string, target: string, weight?: number, label?: string, tone?: string, dashed?: boolean}} Arrow */

let loading = null;
const tools = () => (loading ??= Promise.all([import('./vendor/cytoscape.js'), import('./vendor/dagre.js')])
  .then(([cytoscape, dagre]) => ({ cytoscape: cytoscape.default, dagre })));

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function style() {
  const [ink, soft, paper, line, accent, accentInk, warm, raised, bad] =
    ['ink', 'soft', 'paper', 'line', 'accent', 'accent-ink', 'warm', 'raised', 'bad'].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  return [
    { selector: 'node', style: { shape: 'round-rectangle', 'background-color': paper, 'border-color': soft, 'border-width': 1, label: 'data(label)', color: ink,
      'font-family': font, 'font-size': 14, 'text-valign': 'center', 'text-halign': 'center', 'text-wrap': 'wrap', 'text-max-width': 'data(wrap)', width: 'data(width)', height: 'data(height)' } },
    { selector: 'node[tone = "main"]', style: { 'background-color': accent, 'border-color': accent, color: accentInk, 'font-weight': 600 } },
    { selector: 'node[tone = "warm"]', style: { 'border-color': warm, 'border-width': 2 } },
    { selector: 'node[tone = "theme"]', style: { shape: 'ellipse', 'background-color': raised, 'border-style': 'dashed' } },
    { selector: 'node.chosen', style: { 'border-color': warm, 'border-width': 3 } },
    { selector: 'edge', style: { width: 'data(width)', 'line-color': soft, 'target-arrow-color': soft, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.9, 'curve-style': 'bezier',
      opacity: 0.55, 'font-family': font, 'font-size': 12, color: soft, label: 'data(label)', 'text-background-color': paper, 'text-background-opacity': 1, 'text-background-padding': 2 } },
    { selector: 'edge[along]', style: { 'curve-style': 'round-segments', 'edge-distances': 'node-position', 'segment-weights': 'data(along)', 'segment-distances': 'data(beside)', 'segment-radii': 18 } },
    { selector: 'edge[tone = "warm"]', style: { 'line-color': warm, 'target-arrow-color': warm, opacity: 0.9 } },
    { selector: 'edge[tone = "bad"]', style: { 'line-color': bad, 'target-arrow-color': bad, opacity: 0.9 } },
    { selector: 'edge[?dashed]', style: { 'line-style': 'dashed' } },
    { selector: '.far', style: { opacity: 0.13 } },
    { selector: 'edge.near', style: { opacity: 1, 'line-color': accent, 'target-arrow-color': accent, 'z-index': 9 } },
    { selector: 'edge.chosen', style: { opacity: 1, 'line-color': warm, 'target-arrow-color': warm, 'z-index': 10 } },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-color': line } },
  ];
}

/** Where everything stands: those that need left, those that are needed right; circles are broken by dagre. */
function laidOut(dagre, boxes, arrows, direction) {
  const tight = boxes.every((box) => box.label.length < 20);
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: tight ? 12 : 18, ranksep: tight ? 52 : 90, marginx: 20, marginy: 20, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  for (const arrow of arrows) if (arrow.source !== arrow.target) graph.setEdge(arrow.source, arrow.target, { weight: arrow.weight ?? 1 }, arrow.id);
  dagre.layout(graph);
  const bends = new Map(arrows.filter((arrow) => arrow.source !== arrow.target).map((arrow) => {
    const { points } = graph.edge({ v: arrow.source, w: arrow.target, name: arrow.id });
    return [arrow.id, bent(graph.node(arrow.source), graph.node(arrow.target), points.slice(1, -1))];
  }));
  return { places: new Map(boxes.map((box) => [box.id, { x: graph.node(box.id).x, y: graph.node(box.id).y }])), bends };
}

/** Bends of an arrow as Cytoscape wants them: how far along the straight line, and how far beside it. */
function bent(from, to, points) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  return points.map(({ x, y }) => ({
    along: ((x - from.x) * dx + (y - from.y) * dy) / (long * long),
    beside: (dx * (y - from.y) - dy * (x - from.x)) / long,
  }));
}

/** How large a box must be for its words. */
function measured(box) {
  const lines = box.label.split('\n');
  const longest = Math.max(...lines.map((line) => line.length));
  const width = longest > 22 ? 210 : Math.max(60, longest * 9 + 18);
  const count = lines.reduce((sum, line) => sum + Math.ceil((line.length * 8.6) / (width - 16)), 0);
  return { ...box, width, wrap: width - 14, height: Math.max(34, count * 17 + 16) };
}

/**
 * A drawing; pressing a box or an arrow tells `onPick`. Arrow keys move, plus and minus zoom.
 * @param {{boxes: Box[], arrows: Arrow[], label: string, direction?: string, chosen?: string, height?: string,
 *   onPick?: (kind: 'node' | 'edge' | '', id: string) => void, tool?: {current: any}}} given
 */
export function Graph({ boxes, arrows, label, direction = 'LR', chosen = '', height = 'mid', onPick, tool }) {
  const box = useRef(null);
  const drawn = useRef(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [ready, set] = useState(false);
  const shape = JSON.stringify([boxes.map((each) => [each.id, each.tone]), arrows.map((each) => [each.id, each.weight]), direction]);

  useEffect(() => {
    let here = true;
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => drawn.current?.style(style());
    tools().then(({ cytoscape, dagre }) => {
      if (!here || !box.current) return;
      const sized = boxes.map(measured);
      const most = Math.max(1, ...arrows.map((each) => each.weight ?? 1));
      const { places, bends } = laidOut(dagre, sized, arrows, direction);
      const cy = cytoscape({
        container: box.current,
        elements: [
          ...sized.map((each) => ({ group: 'nodes', data: each, position: places.get(each.id) })),
          ...arrows.map((each) => ({ group: 'edges', data: { label: '', ...each, ...(bends.get(each.id)?.length ? { along: bends.get(each.id).map((one) => one.along), beside: bends.get(each.id).map((one) => one.beside) } : {}), width: 1 + 4 * Math.sqrt((each.weight ?? 1) / most) } })),
        ],
        style: style(), layout: { name: 'preset', fit: true, padding: 16 }, minZoom: 0.12, maxZoom: 2.5, boxSelectionEnabled: false,
      });
      if (cy.zoom() > 1.15) { cy.zoom(1.15); cy.center(); }
      const unlit = () => cy.elements().removeClass('far near');
      cy.on('mouseover', 'node', ({ target }) => {
        cy.elements().addClass('far');
        target.closedNeighborhood().removeClass('far');
        target.connectedEdges().addClass('near');
      });
      cy.on('mouseout', 'node', unlit);
      cy.on('tap', ({ target }) => pick.current?.(target === cy ? '' : target.group() === 'nodes' ? 'node' : 'edge', target === cy ? '' : target.id()));
      drawn.current = cy;
      scheme.addEventListener('change', recolour);
      set(true);
    });
    return () => {
      here = false;
      scheme.removeEventListener('change', recolour);
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [shape]);

  useEffect(() => {
    const cy = drawn.current;
    if (!cy) return;
    cy.elements('.chosen').removeClass('chosen');
    if (chosen) cy.getElementById(chosen).addClass('chosen');
  }, [chosen, ready, shape]);

  useImperativeHandle(tool, () => ({
    png: () => drawn.current?.png({ full: true, scale: 2, bg: colour('paper'), output: 'blob' }),
    zoom: (by) => drawn.current?.zoom({ level: drawn.current.zoom() * by, renderedPosition: { x: drawn.current.width() / 2, y: drawn.current.height() / 2 } }),
    fit: () => drawn.current?.fit(undefined, 16),
  }), []);

  const keys = (event) => {
    const cy = drawn.current;
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (!cy) return;
    if (move) cy.panBy({ x: move[0], y: move[1] });
    else if (event.key === '+' || event.key === '-') cy.zoom(cy.zoom() * (event.key === '+' ? 1.2 : 1 / 1.2));
    else if (event.key === '0') cy.fit(undefined, 16);
    else return;
    event.preventDefault();
  };
  return html`<div class="graph ${height}" role="group" aria-label=${label}>
    ${!ready && html`<p class="loading" role="status"><span class="dots" aria-hidden="true"></span>${t('graph.drawing')}</p>`}
    <div class="canvas __________cytoscape_container" ref=${box} tabindex="0" role="img" aria-label=${`${label}. ${t('graph.keys')}`} onKeyDown=${keys}></div>
  </div>`;
}

/** Give a file to the person. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Graph: boxes and arrows in layers, drawn by Cytoscape and laid out by dagre; both are loaded when first needed. */
import { html, useEffect, useImperativeHandle, useRef, useState } from './vendor/preact.js';
import { svgOf } from './picture.js';
import { t } from './words.js';

/** @typedef {{id: string, label: string, tone?: string}} Box */
/**
 * @typedef {{id: string, source: string, target: string, weight?: number, label?: string, tone?: string,
 *   dashed?: boolean}} Arrow
 */
/** @typedef {Box & {width: number, height: number, wrap: number}} Measured a box with the size that its words need */
/**
 * @typedef {{png: () => Blob, svg: () => Blob, zoom: (by: number) => void, fit: () => void}} Tool what can be done with
 *   a drawing
 */
/** @typedef {(kind: 'node' | 'edge' | '', id: string) => void} OnPick */
/** @typedef {typeof import('./vendor/dagre.js')} Dagre */

/** @type {Promise<{cytoscape: typeof import('./vendor/cytoscape.js').default, dagre: Dagre}> | null} */
let loading = null;
/** Load what draws; a view that will draw asks for it before its data is there. */
export const tools = () =>
  (loading ??= Promise.all([import('./vendor/cytoscape.js'), import('./vendor/dagre.js')]).then(
    ([cytoscape, dagre]) => ({ cytoscape: cytoscape.default, dagre }),
  ));

const colour = (/** @type {string} */ name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Whether there is only the width of a phone. */
export const isNarrow = () => matchMedia('(max-width: 40rem)').matches;

/** @returns {any} Cytoscape's style sheet in the page's colours */
function style() {
  const [ink, soft, paper, line, accent, accentInk, warm, raised, bad] = [
    'ink',
    'soft',
    'paper',
    'line',
    'accent',
    'accent-ink',
    'warm',
    'raised',
    'bad',
  ].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        'background-color': paper,
        'border-color': soft,
        'border-width': 1,
        label: 'data(label)',
        color: ink,
        'font-family': font,
        'font-size': 14,
        'text-valign': 'center',
        'text-halign': 'center',
        'text-wrap': 'wrap',
        'text-max-width': 'data(wrap)',
        width: 'data(width)',
        height: 'data(height)',
      },
    },
    {
      selector: 'node[tone = "main"]',
      style: { 'background-color': accent, 'border-color': accent, color: accentInk, 'font-weight': 600 },
    },
    { selector: 'node[tone = "warm"]', style: { 'border-color': warm, 'border-width': 2 } },
    { selector: 'node[tone = "soft"]', style: { 'background-color': raised } },
    { selector: 'node.chosen', style: { 'border-color': warm, 'border-width': 3 } },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': soft,
        'target-arrow-color': soft,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        'curve-style': 'bezier',
        opacity: 0.6,
        'font-family': font,
        'font-size': 12,
        color: ink,
        'text-opacity': 1,
        label: 'data(label)',
        'text-background-color': paper,
        'text-background-opacity': 1,
        'text-background-padding': 2,
        'text-background-shape': 'round-rectangle',
      },
    },
    {
      selector: 'edge[along]',
      style: {
        'curve-style': 'round-segments',
        'edge-distances': 'node-position',
        'segment-weights': 'data(along)',
        'segment-distances': 'data(beside)',
        'segment-radii': 18,
      },
    },
    { selector: 'edge[tone = "warm"]', style: { 'line-color': warm, 'target-arrow-color': warm, opacity: 0.9 } },
    { selector: 'edge[tone = "bad"]', style: { 'line-color': bad, 'target-arrow-color': bad, opacity: 0.9 } },
    { selector: 'edge[?dashed]', style: { 'line-style': 'dashed' } },
    { selector: '.far', style: { opacity: 0.13 } },
    { selector: 'edge.near', style: { opacity: 1, 'line-color': accent, 'target-arrow-color': accent, 'z-index': 9 } },
    { selector: 'edge.chosen', style: { opacity: 1, 'line-color': warm, 'target-arrow-color': warm, 'z-index': 10 } },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-color': line } },
  ];
}

/**
 * Where everything stands: those that need left, those that are needed right; circles are broken by dagre.
 * @param {Dagre} dagre @param {Measured[]} boxes @param {Arrow[]} arrows @param {string} direction
 */
function laidOut(dagre, boxes, arrows, direction) {
  const tight = boxes.every((box) => box.label.length < 20);
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: /** @type {any} */ (direction),
    nodesep: tight ? 12 : 18,
    ranksep: tight ? 52 : 90,
    marginx: 20,
    marginy: 20,
    ranker: 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  const between = arrows.filter((arrow) => arrow.source !== arrow.target);
  for (const arrow of between) graph.setEdge(arrow.source, arrow.target, { weight: arrow.weight ?? 1 }, arrow.id);
  dagre.layout(graph);
  const place = (/** @type {string} */ id) => /** @type {Point} */ (graph.node(id));
  const bends = new Map(
    between.map((arrow) => {
      const { points = [] } = /** @type {{points?: Point[]}} */ (
        graph.edge({ v: arrow.source, w: arrow.target, name: arrow.id }) ?? {}
      );
      return [arrow.id, bent(place(arrow.source), place(arrow.target), points.slice(1, -1))];
    }),
  );
  const { width = 1, height = 1 } = /** @type {{width?: number, height?: number}} */ (graph.graph());
  return { places: new Map(boxes.map(({ id }) => [id, { x: place(id).x, y: place(id).y }])), bends, width, height };
}

/** @typedef {{x: number, y: number}} Point */

/**
 * Bends of an arrow as Cytoscape wants them: how far along the straight line, and how far beside it.
 * @param {Point} from
 * @param {Point} to
 * @param {Point[]} points
 */
function bent(from, to, points) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  return points.map(({ x, y }) => ({
    along: ((x - from.x) * dx + (y - from.y) * dy) / (long * long),
    beside: (dx * (y - from.y) - dy * (x - from.x)) / long,
  }));
}

/** How large a box must be for its words. @param {Box} box @returns {Measured} */
function measured(box) {
  const lines = box.label.split('\n');
  const longest = Math.max(...lines.map((line) => line.length));
  const width = longest > 22 ? 210 : Math.max(60, longest * 9 + 18);
  const count = lines.reduce((sum, line) => sum + Math.ceil((line.length * 8.6) / (width - 16)), 0);
  return { ...box, width, wrap: width - 14, height: Math.max(34, count * 17 + 16) };
}

/** @typedef {import('cytoscape').Core} Core */

/**
 * Words are not drawn larger than this at first, and not smaller, on a phone than the second: who wants to see all
 * presses the button for it.
 */
const [LARGEST, SMALLEST, NARROW] = [1.15, 0.7, 0.58];

/**
 * A drawing; pressing a box or an arrow tells `onPick`. Arrow keys move, plus and minus zoom.
 * @param {{boxes: Box[], arrows: Arrow[], label: string, direction?: string, chosen?: string, most?: number,
 *   onPick?: OnPick, tool?: import('./vendor/preact.js').Ref<Tool>}} given `most`: height in rem at most
 */
export function Graph({ boxes, arrows, label, direction = 'LR', chosen = '', most = 52, onPick, tool = null }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const drawn = useRef(/** @type {Core | null} */ (null));
  const printed = useRef(/** @type {HTMLDivElement | null} */ (null));
  const pick = useRef(onPick);
  pick.current = onPick;
  const [ready, set] = useState(false);
  const shape = JSON.stringify([
    boxes.map((each) => [each.id, each.tone, each.label]),
    arrows.map((each) => [each.id, each.weight, each.tone]),
    direction,
  ]);

  useEffect(() => {
    let here = true;
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => drawn.current?.style(style());
    tools().then(({ cytoscape, dagre }) => {
      if (!here || !box.current) return;
      drawn.current = draw(cytoscape, dagre, box.current, { boxes, arrows, direction, most });
      drawn.current.on('tap', ({ target }) => {
        const onBoard = target === drawn.current;
        pick.current?.(onBoard ? '' : target.group() === 'nodes' ? 'node' : 'edge', onBoard ? '' : target.id());
      });
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
    drawn.current?.elements('.chosen').removeClass('chosen');
    if (chosen) drawn.current?.getElementById(chosen).addClass('chosen');
  }, [chosen, ready, shape]);

  const whole = () => /** @type {Core} */ (drawn.current);
  useImperativeHandle(
    tool,
    () => ({
      png: () => whole().png({ full: true, scale: 2, bg: colour('paper'), output: 'blob' }),
      svg: () => new Blob([svgOf(whole(), label, colour('paper'))], { type: 'image/svg+xml' }),
      zoom: (/** @type {number} */ by) => {
        whole().zoom({
          level: whole().zoom() * by,
          renderedPosition: { x: whole().width() / 2, y: whole().height() / 2 },
        });
      },
      fit: () => {
        whole().fit(undefined, 16);
      },
    }),
    [label],
  );

  useEffect(() => {
    // On paper there is no frame to move about in: all is drawn, as wide as the paper.
    const paper = matchMedia('print');
    const print = () => {
      if (!drawn.current || !printed.current) return;
      const { documentElement } = new DOMParser().parseFromString(
        svgOf(drawn.current, label, colour('paper')),
        'image/svg+xml',
      );
      printed.current.replaceChildren(documentElement);
    };
    const turn = () => {
      drawn.current?.style(style()); // Paper is light.
      if (paper.matches) print();
      else printed.current?.replaceChildren();
    };
    addEventListener('beforeprint', print);
    paper.addEventListener('change', turn);
    if (paper.matches) turn();
    return () => {
      removeEventListener('beforeprint', print);
      paper.removeEventListener('change', turn);
    };
  }, [ready, shape, label]);

  const keys = (/** @type {KeyboardEvent} */ event) => {
    const cy = drawn.current;
    const move = new Map([
      ['ArrowLeft', [60, 0]],
      ['ArrowRight', [-60, 0]],
      ['ArrowUp', [0, 60]],
      ['ArrowDown', [0, -60]],
    ]).get(event.key);
    if (!cy) return;
    if (move) cy.panBy({ x: move[0] ?? 0, y: move[1] ?? 0 });
    else if (event.key === '+' || event.key === '-') cy.zoom(cy.zoom() * (event.key === '+' ? 1.2 : 1 / 1.2));
    else if (event.key === '0') cy.fit(undefined, 16);
    else return;
    event.preventDefault();
  };
  return html`
    <div class="graph" role="group" aria-label=${label} data-ready=${ready ? 'yes' : 'no'}>
      ${
        !ready &&
        html`<p class="loading" role="status"><span class="dots" aria-hidden="true"></span>${t('graph.drawing')}</p>`
      }
      <div
        class="canvas __________cytoscape_container"
        ref=${box}
        tabindex="0"
        role="img"
        aria-label=${`${label}. ${t('graph.keys')}`}
        onKeyDown=${keys}
      ></div>
      <div class="printed" ref=${printed} aria-hidden="true"></div>
    </div>
  `;
}

/**
 * @param {typeof import('cytoscape')} cytoscape @param {Dagre} dagre @param {HTMLDivElement} container
 * @param {{boxes: Box[], arrows: Arrow[], direction: string, most: number}} what @returns {Core}
 */
function draw(cytoscape, dagre, container, { boxes, arrows, direction, most }) {
  const sized = boxes.map(measured);
  const heaviest = Math.max(1, ...arrows.map((each) => each.weight ?? 1));
  const { places, bends, width, height } = laidOut(dagre, sized, arrows, direction);
  const frame = /** @type {HTMLElement} */ (container.parentElement);
  const zoom = Math.min(LARGEST, (frame.clientWidth - 32) / width);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const smallest = isNarrow() ? NARROW : SMALLEST;
  const wanted = Math.max(height * Math.max(zoom, smallest) + 40, 14 * rem);
  frame.style.height = `${Math.round(Math.min(wanted, innerHeight * 0.75, most * rem))}px`;
  const cy = cytoscape({
    container,
    elements: [
      ...sized.map((each) => ({ group: /** @type {const} */ ('nodes'), data: each, position: places.get(each.id) })),
      ...arrows.map((each) => {
        const along = bends.get(each.id) ?? [];
        const bend = along.length
          ? { along: along.map((one) => one.along), beside: along.map((one) => one.beside) }
          : {};
        return {
          group: /** @type {const} */ ('edges'),
          data: { label: '', ...each, ...bend, width: 1 + 4 * Math.sqrt((each.weight ?? 1) / heaviest) },
        };
      }),
    ],
    style: style(),
    layout: { name: 'preset', fit: true, padding: 16 },
    minZoom: 0.12,
    maxZoom: 2.5,
    boxSelectionEnabled: false,
  });
  const main = cy.nodes('[tone = "main"]');
  if (cy.zoom() > LARGEST) {
    cy.zoom(LARGEST);
    cy.center();
  }
  if (cy.zoom() < smallest) {
    cy.zoom(smallest);
    if (main.length) cy.center(main);
    const { x, y } = cy.pan();
    const { x1, x2, y1, y2 } = cy.elements().boundingBox();
    cy.pan({
      x: filling(x, x1 * smallest, x2 * smallest, cy.width()),
      y: filling(main.length ? y : EDGE, y1 * smallest, y2 * smallest, cy.height()),
    });
  }
  cy.on('mouseover', 'node', ({ target }) => {
    cy.elements().addClass('far');
    target.closedNeighborhood().removeClass('far');
    target.connectedEdges().addClass('near');
  });
  cy.on('mouseout', 'node', () => {
    cy.elements().removeClass('far near');
  });
  return cy;
}

/** How much is left free around a drawing, in pixels. */
const EDGE = 16;

/**
 * Where a drawing begins along one side of its frame, so that none of the frame is empty while something is out of
 * sight.
 * @param {number} wanted
 * @param {number} from
 * @param {number} to
 * @param {number} frame
 */
const filling = (wanted, from, to, frame) =>
  to - from + 2 * EDGE <= frame ? (frame - from - to) / 2 : Math.min(EDGE - from, Math.max(frame - EDGE - to, wanted));

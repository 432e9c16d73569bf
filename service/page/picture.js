/** Picture: a drawing as SVG, for reports and slides, with the same places, colours and words as on the screen. */

/** @typedef {import('cytoscape').NodeSingular} NodeSingular */
/** @typedef {import('cytoscape').EdgeSingular} EdgeSingular */
/** @typedef {{x: number, y: number}} Point */

const MARGIN = 16;
const LINE = 17;
/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (/** @type {unknown} */ text) => String(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
const short = (/** @type {number} */ value) => String(Math.round(value * 10) / 10);
const MIDDLE = 'text-anchor="middle" dominant-baseline="central"';
const at = (/** @type {Point} */ point) => `${short(point.x)} ${short(point.y)}`;

/**
 * The whole drawing, whatever part of it is in sight.
 * @param {import('cytoscape').Core} cy
 * @param {string} title
 * @param {string} ground
 */
export function svgOf(cy, title, ground) {
  const { x1, y1, w, h } = cy.elements().boundingBox();
  const font = safe(cy.nodes().length ? cy.nodes().first().style('font-family') : 'sans-serif');
  const box = [x1 - MARGIN, y1 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN].map(short);
  const size = `width="${box[2]}" height="${box[3]}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" ${size} font-family="${font}">
<title>${safe(title)}</title>
<rect x="${box[0]}" y="${box[1]}" ${size} fill="${safe(ground)}"/>
${cy.edges().map(arrow).join('\n')}
${cy.nodes().map(boxOf).join('\n')}
</svg>
`;
}

/**
 * Where a rectangle lies, as attributes.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
const rectangle = (x, y, width, height) =>
  `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;

/** @param {NodeSingular} node */
function boxOf(node) {
  const { x, y } = node.position();
  const [width, height] = [node.width(), node.height()];
  const lines = wrapped(node);
  const words = lines
    .map(
      (line, row) =>
        `<tspan x="${short(x)}" y="${short(y + (row - (lines.length - 1) / 2) * LINE)}">${safe(line)}</tspan>`,
    )
    .join('');
  const place = rectangle(x - width / 2, y - height / 2, width, height);
  const style = (/** @type {string} */ name) => node.style(name);
  const border = `stroke="${style('border-color')}" stroke-width="${Number.parseFloat(style('border-width'))}"`;
  const pen = `font-size="14" font-weight="${style('font-weight')}" fill="${style('color')}" ${MIDDLE}`;
  return `<g><rect ${place} rx="8" fill="${style('background-color')}" ${border}/><text ${pen}>${words}</text></g>`;
}

/** The words of a box in lines that fit it. @param {NodeSingular} node @returns {string[]} */
function wrapped(node) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  pen.font = `${node.style('font-weight')} 14px ${node.style('font-family')}`;
  return String(node.data('label'))
    .split('\n')
    .flatMap((line) => {
      const lines = [''];
      for (const word of line.split(' ')) {
        const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
        if (lines.at(-1) && pen.measureText(longer).width > node.data('wrap')) lines.push(word);
        else lines[lines.length - 1] = longer;
      }
      return lines;
    });
}

/** @param {EdgeSingular} edge */
function arrow(edge) {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const bends = edge.segmentPoints() ?? [];
  const curve = bends.length ? [] : (edge.controlPoints() ?? []);
  const way =
    curve.length === 1 && curve[0]
      ? `M${at(from)}Q${at(curve[0])} ${at(to)}`
      : `M${[from, ...bends, to].map(at).join('L')}`;
  const [colour, width] = [edge.style('line-color'), Number.parseFloat(edge.style('width'))];
  const dashes = edge.style('line-style') === 'dashed' ? ' stroke-dasharray="6 3"' : '';
  const stroke = `stroke="${colour}" stroke-width="${short(width)}" stroke-linejoin="round"${dashes}`;
  const head = tip(bends.at(-1) ?? curve.at(-1) ?? from, to, 6 + width * 1.6, colour);
  const line = `<path d="${way}" fill="none" ${stroke}/>${head}`;
  return `<g opacity="${edge.style('opacity')}">${line}</g>${labelOf(edge)}`;
}

/** The head of an arrow. @param {Point} before @param {Point} end @param {number} size @param {string} colour */
function tip(before, end, size, colour) {
  const turn = Math.atan2(end.y - before.y, end.x - before.x);
  const corner = (/** @type {number} */ by) => ({
    x: end.x - size * Math.cos(turn + by),
    y: end.y - size * Math.sin(turn + by),
  });
  return `<path d="M${at(end)}L${at(corner(0.45))}L${at(corner(-0.45))}Z" fill="${colour}"/>`;
}

/** @param {EdgeSingular} edge */
function labelOf(edge) {
  const words = String(edge.data('label') ?? '');
  if (!words) return '';
  const { x, y } = edge.midpoint();
  const width = words.length * 7.5 + 4;
  const place = rectangle(x - width / 2, y - 8, width, 16);
  const pen = `x="${short(x)}" y="${short(y)}" font-size="12" fill="${edge.style('color')}" ${MIDDLE}`;
  return `<rect ${place} rx="3" fill="${edge.style('text-background-color')}"/><text ${pen}>${safe(words)}</text>`;
}

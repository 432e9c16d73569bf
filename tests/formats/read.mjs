// Reads a network by programs that are none of ours and writes what they found as one JSON document: GEXF and GraphML
// by the readers of graphology, which Gephi Lite and Sigma use, DOT by Graphviz itself.
import { readFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import { MultiGraph } from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';

function drawn(reader) {
  return (text) => {
    const graph = reader.parse(MultiGraph, text);
    return {
      nodes: graph.mapNodes((id, values) => ({ id, values })),
      edges: graph.mapEdges((id, values, source, target) => ({
        id,
        source,
        target,
        directed: graph.isDirected(id),
        values,
      })),
    };
  };
}

async function dot(text) {
  const { status, output, errors } = (await instance()).render(text, { format: 'dot_json', engine: 'nop' });
  if (status !== 'success') throw new Error(errors.map(({ message }) => message).join('\n'));
  const { directed, objects = [], edges = [] } = JSON.parse(output);
  return {
    nodes: objects.map(({ _gvid, name, fontname, ...values }) => ({ id: name, values })),
    edges: edges.map(({ _gvid, id, tail, head, ...values }) => ({
      id,
      source: objects[tail].name,
      target: objects[head].name,
      directed,
      values,
    })),
  };
}

const readers = { gexf: drawn(gexf), graphml: drawn(graphml), dot };
const [path] = process.argv.slice(2);
const read = readers[path?.split('.').pop()];
if (!read) {
  console.error('node read.mjs FILE.gexf|FILE.graphml|FILE.dot');
  process.exit(2);
}
console.log(JSON.stringify(await read(readFileSync(path, 'utf-8'))));

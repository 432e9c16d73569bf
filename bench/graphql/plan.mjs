// Plan: the same part of the schema on the same rows, for both servers on Node. Objects refer to each other, so that
// most fields need no resolver; nothing else is worked out beforehand but of which wholes each program is part.

import { readFileSync } from 'node:fs';

export const typeDefs = readFileSync(new URL('subset.graphql', import.meta.url), 'utf-8');

const rows = JSON.parse(readFileSync(process.env.BENCH_ROWS, 'utf-8'));
const nodes = new Map(rows.nodes.map((row) => [row.key, { ...row }]));
const parent = new Map(rows.programs.map((row) => [row.key, row.parent]));
const programs = rows.programs.map((row) =>
    Object.assign(nodes.get(row.key), {
        opd: nodes.get(row.opd) ?? null,
        dimensions: row.dimensions.map((key) => nodes.get(key)),
    }),
);
const byCode = new Map(programs.toReversed().map((each) => [each.code, each]));
const byShortName = new Map([...nodes.values()].filter((each) => each.shortName).map((each) => [each.shortName, each]));
const initiatives = rows.initiatives.map((row) => ({
    title: row.title,
    lead: nodes.get(row.lead),
    findings: row.findings.map((each) => ({ ...each, nodes: each.nodes.map((key) => nodes.get(key)) })),
}));

function* wholes(key) {
    for (let at = key; at != null; at = parent.get(at)) yield at;
}

function pushed(lists, key, value) {
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(value);
}

const needs = new Map();
const parts = new Map();
for (const [source, target] of rows.dependencies) for (const whole of wholes(source)) pushed(needs, whole, target);
for (const key of parent.keys()) for (const whole of wholes(key)) pushed(parts, whole, key);

/** Breadth first, what is equally far by key; what the parts of a program need, the program needs. */
function walk(start, depth) {
    const found = [];
    let front = parts.get(start);
    const seen = new Set(front);
    for (let distance = 1; front.length && (depth == null || distance <= depth); distance += 1) {
        const next = new Set();
        for (const key of front) for (const target of needs.get(key) ?? []) if (!seen.has(target)) next.add(target);
        front = [...next].sort();
        for (const key of front) {
            seen.add(key);
            found.push({ distance, node: nodes.get(key) });
        }
    }
    return found;
}

export const resolvers = {
    Query: { plan: (_, { slug }) => (slug === rows.slug ? {} : null) },
    Plan: {
        programs: (_, { first }) => ({ nodes: programs.slice(0, first ?? undefined) }),
        program: (_, { code }) => byCode.get(code) ?? null,
        initiatives: (_, { first }) => ({ nodes: initiatives.slice(0, first ?? undefined) }),
        opd: (_, { shortName }) => byShortName.get(shortName) ?? null,
    },
    Program: { dependencies: ({ key }, { depth }) => walk(key, depth) },
};

// Writes documents.d.ts: a type for every document in the page's modules and its variables, out of schema.graphql.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildASTSchema, Kind, parse, visit } from 'graphql';

const root = new URL('../../', import.meta.url).pathname;
const page = join(root, 'service/page');
/** The schema as the page meets it: it stops at any error, so what is null only where it failed is never null. */
const definition = visit(parse(readFileSync(process.env.SCHEMA ?? join(root, 'schema.graphql'), 'utf-8')), {
  FieldDefinition: (field) =>
    field.directives.some(({ name }) => name.value === 'semanticNonNull')
      ? { ...field, type: { kind: Kind.NON_NULL_TYPE, type: field.type } }
      : undefined,
});
const schema = buildASTSchema(definition);

const modules = readdirSync(page, { recursive: true, encoding: 'utf-8' })
  .filter((name) => name.endsWith('.js') && !name.startsWith('vendor'))
  .sort();
const sources = modules.flatMap((name) =>
  [...readFileSync(join(page, name), 'utf-8').matchAll(/gql\(`(.*?)`\)/gs)].map(([, text]) => ({ name, text })),
);
const documents = sources.map(({ name, text }) => ({ location: name, document: parse(text) }));

const types = await codegen({
  filename: 'documents.d.ts',
  schema: definition,
  schemaAst: schema,
  documents,
  plugins: [{ operations: {} }],
  pluginMap: { operations },
  config: {
    scalars: {
      DateTime: 'string',
      Date: 'string',
      Code: 'string',
      Revision: 'number',
      Rupiah: 'number',
      Year: 'number',
      Upload: 'File',
    },
    strictScalars: true,
    enumsAsTypes: true,
    arrayInputCoercion: false,
    skipTypename: true,
    useTypeImports: true,
  },
});
const named = (document) => {
  const [{ operation, name }] = document.definitions;
  return [name.value, operation].map((word) => word.replace(/^./, (letter) => letter.toUpperCase())).join('');
};
const overloads = sources.map(({ text }, at) => {
  const name = named(documents[at].document);
  return `  (source: ${JSON.stringify(text)}): Asked<Whole<${name}>, ${name}Variables>;`;
});
const conflicts = ['RevisionConflict', 'DecisionConflict'];
const plain = schema
  .getType('MutationError')
  .getTypes()
  .map(({ name }) => name)
  .filter((name) => !conflicts.includes(name));
writeFileSync(
  new URL('documents.d.ts', import.meta.url),
  `${types}

/** What comes where nothing is wrong: what may be null at the root for another reason stays so. */
export type Whole<D> = { [K in keyof D]: K extends "node" | "rule" | "scenario" ? D[K] : NonNullable<D[K]> };
/** A document as text, with what it answers and what it takes. */
export type Asked<Data, Variables> = string & { readonly __data?: Data; readonly __variables?: Variables };
/** What is to be given for a document: the language and the place in a list are filled in. */
export type Given<V> = { [K in keyof V as K extends "language" ? never : K]: V[K] } & { after?: string | null };
/** What a document answers. */
export type DataOf<D> = D extends Asked<infer Data, any> ? Data : never;

/** Why a mutation was not done. */
export type Refusal =
  | { __typename: "RevisionConflict"; message: string; expected?: number; actual?: number; changes?: Changed }
  | { __typename: "DecisionConflict"; message: string; decision?: Decided | null }
  | { __typename: ${plain.map((name) => JSON.stringify(name)).join(' | ')}; message: string };
/** What somebody decided of an initiative. */
export type Decided = {
  number: number; standing: DecisionStanding; reason: string; author: string; madeAt: string | null;
};
/** A link as somebody else has made it. */
export type ChangedLink = { id: string; reason: string; source: string; confidence: number; lagMonths: number };
/** A node as somebody else has made it. */
export type ChangedNode = { __typename: string; id?: string };
/** What changed in the plan meanwhile. */
export type Changed = { nodes: { label: string; linkAfter?: ChangedLink | null; nodeAfter?: ChangedNode | null }[] };

/** Takes a document as it stands in a module; one that types were not made for is an error. */
export interface Gql {
${overloads.join('\n')}
}
`,
);

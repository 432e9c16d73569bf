// Two caches that keep things by their ids, each asked what the network answers: before and after, a revision, other
// weights, a scenario. Each case is told in a line, as the network has it and as the caches do.
// node caches.mjs ADDRESS PLAN TOKEN
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { print } from 'graphql';

const [uri, plan, token] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
const plainly = async (query, variables) => {
  const body = JSON.stringify({ query: typeof query === 'string' ? query : print(query), variables });
  const answer = await fetch(uri, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const { __schema: schema } = await plainly('{ __schema { types { name possibleTypes { name } } } }');
const possibleTypes = Object.fromEntries(
  schema.types.flatMap(({ name, possibleTypes: each }) => (each ? [[name, each.map((one) => one.name)]] : [])),
);
const apollo = new ApolloClient({ link: new HttpLink({ uri, headers }), cache: new InMemoryCache({ possibleTypes }) });
const urql = new Client({
  url: uri,
  exchanges: [cacheExchange({}), fetchExchange],
  preferGetMethod: false,
  fetchOptions: { headers },
});

const bare = (value) =>
  Array.isArray(value)
    ? value.map(bare)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, each]) => (key === '__typename' ? [] : [[key, bare(each)]])),
        )
      : value;
const asked = async (name, query, variables = {}) => {
  const network = await plainly(query, { plan, ...variables });
  const [one, other] = [
    await apollo.query({ query, variables: { plan, ...variables } }),
    await urql.query(query, { plan, ...variables }).toPromise(),
  ];
  if (other.error) throw other.error;
  console.log(JSON.stringify({ [name]: [network, bare(one.data), bare(other.data)] }));
};
const done = async (name, mutation, input) => {
  const variables = { input: { plan, ...input } };
  const first = await apollo.mutate({ mutation, variables });
  // the same key is done once: graphcache is told what Apollo was
  const second = await urql.mutation(mutation, variables).toPromise();
  if (second.error) throw second.error;
  console.log(JSON.stringify({ [name]: [bare(first.data), bare(first.data), bare(second.data)] }));
};
const kept = async (name, query, variables = {}) => {
  const network = await plainly(query, { plan, ...variables });
  const one = apollo.cache.readQuery({ query, variables: { plan, ...variables } });
  const other = await urql.query(query, { plan, ...variables }, { requestPolicy: 'cache-only' }).toPromise();
  console.log(JSON.stringify({ [name]: [network, bare(one), bare(other.data)] }));
};

const NOW = gql`query Now($plan: String!) { plan(slug: $plan) { id revision opd(shortName: "DKK") { id name } } }`;
const RANKS = gql`query Ranks($plan: String!, $weights: WeightsInput) {
  plan(slug: $plan) { id initiatives(first: 9, weights: $weights) { nodes { id rank score { total } } } }
}`;
const EDIT = gql`mutation Edit($input: EditOpdInput!) {
  editOpd(input: $input) {
    plan { id revision opd(shortName: "DKK") { id name } } node { id name }
    changes { nodes { localId nodeBefore { id ... on Opd { name } } nodeAfter { id ... on Opd { name } } } }
    errors { __typename }
  }
}`;
await asked('now', NOW);
await done('mutation', EDIT, { id: 'opd/dkk', opd: { name: 'Dinas Sehat' }, idempotencyKey: 'caches-1' });
await kept('now after the mutation', NOW);
await asked(
  'before and after',
  gql`query Compared($plan: String!) { compare(plan: $plan, from: 1, to: 2) { changes { nodes {
    localId action fields { before after } nodeBefore { id ... on Opd { name } } nodeAfter { id ... on Opd { name } }
  } } } }`,
);
await asked(
  'two comparisons at once',
  gql`query Both($plan: String!) {
    a: compare(plan: $plan, from: 1, to: 2) { changes { nodes { localId action } } }
    b: compare(plan: $plan, from: 2, to: 1) { changes { nodes { localId fields { before after } } } }
  }`,
);
await asked(
  'now and a revision at once',
  gql`query Two($plan: String!) {
    now: plan(slug: $plan) { id revision opd(shortName: "DKK") { id name } }
    old: plan(slug: $plan, asOf: 1) { id revision opd(shortName: "DKK") { id name } }
  }`,
);
await kept('now after the revision', NOW);
await asked('ranks', RANKS);
await asked('ranks by other weights', RANKS, { weights: { effect: 0, completeness: 10 } });
await kept('ranks after other weights', RANKS);
const CREATE = gql`mutation Create($input: CreateScenarioInput!) { createScenario(input: $input) { errors { __typename } } }`;
await plainly(CREATE, { input: { plan, name: 'Coba' } });
await done('mutation in a scenario', EDIT, {
  id: 'opd/dkk',
  opd: { name: 'Hanya Skenario' },
  scenario: 'Coba',
  idempotencyKey: 'caches-2',
});
await kept('now after the scenario', NOW);
await asked(
  'a scenario beside the plan',
  gql`query Tried($plan: String!) {
    plan(slug: $plan) { id opd(shortName: "DKK") { id name } }
    scenario(plan: $plan, name: "Coba") { id plan { id opd(shortName: "DKK") { id name } } }
  }`,
);
apollo.stop();

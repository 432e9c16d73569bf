// urql as it comes: a query by POST and by GET, a page after a page through its cache, a mutation, and a subscription
// over an event stream that hears what the mutation did. node urql.mjs ADDRESS PLAN TOKEN
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

const [url, plan, token] = process.argv.slice(2);
const client = (exchanges, more = {}) =>
  new Client({
    url,
    exchanges,
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    ...more,
  });
const plain = client([fetchExchange]);
const said = (name, found) => {
  if (found.error) throw new Error(`${name}: ${found.error}`);
  console.log(JSON.stringify({ [name]: found.data }));
  return found.data;
};

const PLAN = gql`query Plan($plan: String!) { plan(slug: $plan) { revision } }`;
const {
  plan: { revision },
} = said('post', await plain.query(PLAN, { plan }));
said('get', await client([fetchExchange], { preferGetMethod: 'force' }).query(PLAN, { plan }));

const PAGE = gql`query Page($plan: String!, $after: String) {
  plan(slug: $plan) { id initiatives(first: 5, after: $after) { nodes { id rank } pageInfo { endCursor hasNextPage } } }
}`;
const caching = client([cacheExchange({}), fetchExchange]);
const first = said('page', await caching.query(PAGE, { plan }));
said('next', await caching.query(PAGE, { plan, after: first.plan.initiatives.pageInfo.endCursor }));
said('again', await caching.query(PAGE, { plan }, { requestPolicy: 'cache-only' }));

const heard = new Promise((resolve) => {
  const NEWS = gql`subscription News($plan: String!, $since: Revision) {
    planChanged(slug: $plan, since: $since) { revision author }
  }`;
  const { unsubscribe } = plain.subscription(NEWS, { plan, since: revision }).subscribe((result) => {
    if (!result.error && result.data.planChanged.revision <= revision) return; // what others said beside that revision
    resolve(result);
    setTimeout(() => unsubscribe());
  });
});
const ADD = gql`mutation Add($input: AddPartnerInput!) {
  addPartner(input: $input) { revision errors { __typename } }
}`;
const name = `Mitra urql ${process.pid}`;
said('mutation', await plain.mutation(ADD, { input: { plan, partner: { name, kind: 'COMMUNITY' } } }));
said('event', await heard);

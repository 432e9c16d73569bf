// Apollo Client as it comes: a query, a page after a page through its cache, a mutation, and two subscriptions that hear
// what the mutation did: one over HTTP in parts, one over a WebSocket. node apollo.mjs ADDRESS PLAN TOKEN
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [uri, plan, token] = process.argv.slice(2);
const say = (name, what) => console.log(JSON.stringify({ [name]: what }));
const http = new HttpLink({ uri, headers: { authorization: `Bearer ${token}` } });
const socket = createClient({ url: uri.replace('http:', 'ws:'), webSocketImpl: WebSocket });
const typePolicies = { Plan: { fields: { initiatives: relayStylePagination(['filter', 'orderBy', 'weights']) } } };
const made = (link) => new ApolloClient({ link, cache: new InMemoryCache({ typePolicies }) });
const [client, overSocket] = [made(http), made(new GraphQLWsLink(socket))];

const PAGE = gql`query Page($plan: String!, $after: String) {
  plan(slug: $plan) { id revision initiatives(first: 5, after: $after) {
    edges { node { id rank } } pageInfo { endCursor hasNextPage }
  } }
}`;
const watched = client.watchQuery({ query: PAGE, variables: { plan } });
const watching = watched.subscribe(() => {});
const { data } = await client.query({ query: PAGE, variables: { plan } });
const ranks = (found) => found.plan.initiatives.edges.map((each) => each.node.rank);
say('page', ranks(data));
await watched.fetchMore({ variables: { after: data.plan.initiatives.pageInfo.endCursor } });
await new Promise((told) => setTimeout(told)); // who watches is told at the next turn
say('joined', ranks(watched.getCurrentResult().data));
say('kept', ranks(client.cache.readQuery({ query: PAGE, variables: { plan } })));

const NEWS = gql`subscription News($plan: String!, $since: Revision) {
  planChanged(slug: $plan, since: $since) { revision }
}`;
const { revision } = data.plan;
const heard = [client, overSocket].map(
  (each) =>
    new Promise((resolve, reject) => {
      const variables = { plan, since: revision };
      const listening = each.subscribe({ query: NEWS, variables }).subscribe({
        next: (result) => {
          if (result.error) return reject(result.error);
          if (result.data.planChanged.revision <= revision) return; // what others said beside that revision
          resolve(result.data.planChanged.revision);
          setTimeout(() => listening.unsubscribe());
        },
        error: reject,
      });
    }),
);
const ADD = gql`mutation Add($input: AddPartnerInput!) {
  addPartner(input: $input) { revision plan { id revision } errors { __typename } }
}`;
const input = { plan, partner: { name: `Mitra Apollo ${process.pid}`, kind: 'COMMUNITY' } };
const { data: added } = await client.mutate({ mutation: ADD, variables: { input } });
say('mutation', [revision, added.addPartner.revision, added.addPartner.errors]);
say('events', await Promise.all(heard));
say('kept revision', client.cache.readQuery({ query: PAGE, variables: { plan } }).plan.revision);
watching.unsubscribe();
client.stop();
overSocket.stop();
await socket.dispose();

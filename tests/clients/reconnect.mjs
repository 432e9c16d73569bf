// Four clients follow a plan: graphql-ws over a WebSocket and graphql-sse over an event stream, as they come by
// themselves and as Apollo Client and urql use them. Each event is told in a line. They end when the line "end" comes
// in. node reconnect.mjs HTTP WEBSOCKET PLAN
import { createInterface } from 'node:readline';
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { parse } from 'graphql';
import { createClient as overEvents } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [http, socket, plan] = process.argv.slice(2);
const say = (client, what, more) => console.log(JSON.stringify({ client, what, ...more }));
const often = { retryAttempts: 600 };
// without this graphql-ws gives up at the first refused connection, as there are while a service starts anew
const shouldRetry = () => true;
const pause = () => new Promise((done) => setTimeout(done, 300));
const request = {
  query: 'subscription ($plan: String!) { planChanged(slug: $plan, since: 1) { revision } }',
  variables: { plan },
};
const sink = (client) => ({
  next: ({ data, errors }) =>
    say(
      client,
      errors ? 'refused' : 'event',
      errors ? { code: errors[0].extensions?.code } : { revision: data.planChanged.revision },
    ),
  error: (error) => say(client, 'error', { message: String(error?.message ?? error?.reason ?? error) }),
  complete: () => say(client, 'complete'),
});
const on = { closed: (event) => say('ws', 'closed', { code: event.code, reason: event.reason }) };
const ws = overSocket({ url: socket, webSocketImpl: WebSocket, ...often, retryWait: pause, shouldRetry, on });
const sse = overEvents({ url: http, ...often, retry: pause });
ws.subscribe(request, sink('ws'));
sse.subscribe(request, sink('sse'));
const apollo = new ApolloClient({ link: new GraphQLWsLink(ws), cache: new InMemoryCache() });
apollo
  .subscribe({ query: parse(request.query), variables: request.variables })
  .subscribe({ ...sink('apollo'), next: ({ data, error }) => sink('apollo').next({ data, errors: error?.errors }) });
const forwardSubscription = (operation) => ({
  subscribe: (sinks) => ({ unsubscribe: sse.subscribe(operation, sinks) }),
});
const urql = new Client({
  url: http,
  exchanges: [subscriptionExchange({ forwardSubscription })],
  preferGetMethod: false,
});
urql
  .subscription(request.query, request.variables)
  .subscribe(({ data, error }) => sink('urql').next({ data, errors: error?.graphQLErrors }));
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'end') process.exit();
});

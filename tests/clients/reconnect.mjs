// Two clients follow a plan, over a WebSocket and over an event stream, as their packages do it by themselves; each
// event is told in a line. They end when the line "end" comes in. node reconnect.mjs HTTP WEBSOCKET PLAN
import { createInterface } from 'node:readline';
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
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'end') process.exit();
});

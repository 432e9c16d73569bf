// graphql-yoga as its documentation begins one, on Node's own HTTP server: `node yoga.mjs PORT`.

import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers, typeDefs } from './plan.mjs';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false });
createServer(yoga).listen(Number(process.argv[2]), '127.0.0.1');

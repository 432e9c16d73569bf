// mercurius on fastify, which compiles an operation when it is asked for the second time: `node mercurius.mjs PORT`.

import fastify from 'fastify';
import mercurius from 'mercurius';
import { resolvers, typeDefs } from './plan.mjs';

const app = fastify();
app.register(mercurius, { schema: typeDefs, resolvers, jit: 1 });
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });

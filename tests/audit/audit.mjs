// Runs the audits of GraphQL over HTTP against the address that is given and writes one line of JSON per audit.
import { auditServer } from 'graphql-http';

const [url] = process.argv.slice(2);
if (!url) {
  console.error('node audit.mjs URL');
  process.exit(2);
}
const results = await auditServer({ url, fetchFn: fetch });
for (const { id, name, status, reason } of results) {
  console.log(JSON.stringify({ id, name, status, reason: reason ?? null }));
}
process.exit(results.every(({ status }) => status === 'ok') ? 0 : 1);

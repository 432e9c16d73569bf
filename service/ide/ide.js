// Starts GraphiQL on the address that the page came from, with the query of the address (#query=…&variables=…), else a
// first query to try. Subscriptions come as event streams.
const firstQuery = `# Sepuluh rekomendasi teratas
{
  plans(first: 5) { nodes { slug title revision } }
  plan(slug: "SLUG") {
    initiatives(first: 10) {
      nodes {
        rank
        title
        lead { shortName }
        participants { opd { shortName } role }
        score { total }
        why
      }
    }
  }
}
`;

const address = new URL(window.location.href);
const given = new URLSearchParams(address.hash.slice(1));
address.search = '';
address.hash = '';

// The answers of an event stream, as they come.
async function* told(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const lines = event.split('\n').filter((line) => line.startsWith('data:'));
        const data = lines.map((line) => line.slice(5).trim()).join('\n');
        if (data) yield JSON.parse(data);
      }
    }
  } finally {
    await reader.cancel();
  }
}

async function fetcher(asked, { headers } = {}) {
  const answer = await fetch(address.href, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json, text/event-stream',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(asked),
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  return isStream ? told(answer.body) : answer.json();
}

async function firstSlug() {
  const answer = await fetch(address.href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ plans(first: 1) { nodes { slug } } }' }),
  });
  const { data } = await answer.json();
  return data.plans.nodes[0]?.slug ?? '';
}

firstSlug()
  .catch(() => '')
  .then((slug) => {
    const root = ReactDOM.createRoot(document.getElementById('ide'));
    const defaultQuery = firstQuery.replace('SLUG', slug);
    const query = given.get('query') ?? undefined;
    const variables = given.get('variables') ?? undefined;
    root.render(React.createElement(GraphiQL, { fetcher, defaultQuery, query, variables }));
  });

// Starts GraphiQL on the address that the page came from, with a first query to try.
const firstQuery = `# Sepuluh rekomendasi teratas, dan apa yang dibutuhkan satu sub kegiatan
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
address.search = '';
const fetcher = GraphiQL.createFetcher({ url: address.href });

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
    root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: firstQuery.replace('SLUG', slug) }));
  });

/** Main: reads a plan into Relay's store and pages on below it, as components would; the store joins the pages. */
import { Environment, fetchQuery, Network, RecordSource, Store } from "relay-runtime";
import pageQuery, { type documentsRecommendationsPageQuery } from "./generated/documentsRecommendationsPageQuery.graphql";
import planQuery, { type documentsPlanQuery } from "./generated/documentsPlanQuery.graphql";

declare const process: { argv: string[] };
type Stored = { __id: string; __typename: string; [field: string]: unknown };
type Reference = { __ref: string };

async function main(address = "http://127.0.0.1:8000/graphql", plan = "balikpapan"): Promise<void> {
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const headers = { "content-type": "application/json", accept: "application/graphql-response+json" };
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ query: text, variables }) });
      return await answer.json();
    }),
    store: new Store(new RecordSource()),
  });
  const stored = () => environment.getStore().getSource().toJSON() as unknown as Record<string, Stored>;
  const one = (fits: (each: Stored) => boolean) => Object.values(stored()).find(fits);
  /** The client's own copy of the connection, into which Relay puts every page. */
  const connection = () => one((each) => each.__typename === "InitiativeConnection" && "__connection_next_edge_index" in each);

  const first = { plan, code: "2.16.03.2.02.0009", count: 10 };
  const found = await fetchQuery<documentsPlanQuery>(environment, planQuery, first).toPromise();
  console.log(`${found?.plan?.title}, revision ${found?.plan?.revision}`);

  const id = one((each) => each.__typename === "Plan")?.__id ?? "";
  const { endCursor } = stored()[(connection()?.["pageInfo"] as Reference).__ref] as unknown as { endCursor: string };
  const next = { id, count: 10, cursor: endCursor };
  await fetchQuery<documentsRecommendationsPageQuery>(environment, pageQuery, next).toPromise();
  console.log(`${(connection()?.["edges"] as { __refs: string[] }).__refs.length} recommendations in one connection`);
}

void main(...process.argv.slice(2));

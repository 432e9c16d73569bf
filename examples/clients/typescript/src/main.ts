/** Lists a plan's recommendations page by page, then decides on the first one where a token is given. */
import { ask } from "./ask.js";
import type { RecommendationsQuery } from "./generated/graphql.js";
import { graphql } from "./generated/index.js";

const RECOMMENDATIONS = graphql(`
  query Recommendations($plan: String!, $after: String) {
    plan(slug: $plan) {
      revision
      initiatives(first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { fingerprint rank title(language: EN) quickWin lead { shortName } participants { role opd { shortName } } decision { number } }
      }
    }
  }
`);

const DECIDE = graphql(`
  mutation Decide($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) {
      decision { standing author }
      errors {
        __typename
        ... on Problem { message }
        ... on RevisionConflict { expected actual }
        ... on DecisionConflict { decision { standing author madeAt reason } }
        ... on ValidationProblem { path code }
      }
    }
  }
`);

const [address = "http://127.0.0.1:8000/graphql", plan = "balikpapan", token] = process.argv.slice(2);

let revision = 0;
type Plan = NonNullable<RecommendationsQuery["plan"]>;
let first: NonNullable<Plan["initiatives"]>["nodes"][number] | undefined;
let after: string | null = null;
do {
  const found: RecommendationsQuery = await ask(address, RECOMMENDATIONS, { plan, after });
  if (!found.plan?.initiatives) throw new Error(`no plan ${plan}`); // a root may be null; \`ask\` has told the error
  const { nodes, pageInfo, totalCount } = found.plan.initiatives;
  for (const each of nodes) {
    const others = each.participants.filter((one) => one.opd.shortName !== each.lead.shortName).length;
    console.log(`${each.rank}. ${each.title} (${each.lead.shortName} with ${others})`);
  }
  revision = found.plan.revision;
  first ??= nodes[0];
  after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  if (!after) console.log(`${totalCount} recommendations at revision ${revision}`);
} while (after);

if (token && first) {
  const input = {
    plan, fingerprint: first.fingerprint, standing: "DEFERRED" as const, reason: "To be discussed",
    expectedRevision: revision, seenDecision: first.decision?.number ?? null,
  };
  const payload = (await ask(address, DECIDE, { input }, token)).decideInitiative;
  for (const error of payload?.errors ?? []) console.error(`${error.__typename}: ${error.message}`);
  if (payload?.decision) console.log(`${payload.decision.standing} by ${payload.decision.author}`);
}

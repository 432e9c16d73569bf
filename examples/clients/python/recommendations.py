"""Lists a plan's recommendations page by page, and decides on the first one where a token is given.

Usage: python recommendations.py [ADDRESS] [PLAN] [TOKEN]; needs `pip install "gql[httpx]"`.
"""

import asyncio
import sys

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport

RECOMMENDATIONS = gql("""
    query Recommendations($plan: String!, $after: String) {
      plan(slug: $plan) {
        revision
        initiatives(first: 50, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { fingerprint rank title(language: EN) lead { shortName } decision { number } }
        }
      }
    }
""")
DECIDE = gql("""
    mutation Decide($input: DecideInitiativeInput!) {
      decideInitiative(input: $input) {
        decision { standing author }
        errors { __typename ... on Problem { message }
          ... on RevisionConflict { expected actual }
          ... on DecisionConflict { decision { standing author madeAt reason } } }
      }
    }
""")


async def main(address: str = "http://127.0.0.1:8000/graphql", plan: str = "balikpapan", token: str = "") -> int:
    """List, and decide."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    transport = HTTPXAsyncTransport(url=address, headers=headers, timeout=60)  # seconds; a busy machine needs some
    async with Client(
        transport=transport, fetch_schema_from_transport=True
    ) as session:  # checks queries before sending
        after, first = None, None
        while True:
            RECOMMENDATIONS.variable_values = {"plan": plan, "after": after}
            try:
                found = (await session.execute(RECOMMENDATIONS))["plan"]
            except TransportQueryError as refused:
                [error, *_] = refused.errors or [{"message": str(refused)}]
                print(f"{error.get('extensions', {}).get('code', '')}: {error['message']}", file=sys.stderr)
                return 1
            page = found["initiatives"]
            first = first or next(iter(page["nodes"]), None)
            for each in page["nodes"]:
                print(f"{each['rank']}. {each['title']} ({each['lead']['shortName']})")
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        print(f"{page['totalCount']} recommendations at revision {found['revision']}")
        if not token or first is None:
            return 0
        DECIDE.variable_values = {
            "input": {
                "plan": plan,
                "fingerprint": first["fingerprint"],
                "standing": "DEFERRED",
                "reason": "To be discussed",
                "expectedRevision": found["revision"],
                "seenDecision": first["decision"] and first["decision"]["number"],
            }
        }
        payload = (await session.execute(DECIDE))["decideInitiative"]
        for error in payload["errors"]:
            print(f"{error['__typename']}: {error['message']}", file=sys.stderr)
        if payload["decision"]:
            print(f"{payload['decision']['standing']} by {payload['decision']['author']}")
        return int(bool(payload["errors"]))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main(*sys.argv[1:])))

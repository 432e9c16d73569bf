#!/bin/sh
# Asks by POST and by GET, and decides on an initiative where a token is given: curl.sh [ADDRESS] [PLAN] [TOKEN]
set -eu
address=${1:-http://127.0.0.1:8000/graphql} plan=${2:-balikpapan} token=${3:-}

# A question with variables; --fail-with-body makes a request that was refused fail.
curl --silent --show-error --fail-with-body --compressed "$address" \
    --header 'content-type: application/json' --header 'accept: application/graphql-response+json' \
    --data '{"query": "query($plan: String!) { plan(slug: $plan) { title revision initiatives(first: 3) { nodes { rank title(language: EN) } } } }",
             "variables": {"plan": "'"$plan"'"}}'
echo

# The same by GET, so that caches between may keep it; with the ETag of an earlier answer it is 304 while nothing changed.
curl --silent --show-error --fail-with-body --get "$address" \
    --data-urlencode "query={ plan(slug: \"$plan\") { revision } }"
echo

[ -n "$token" ] || exit 0
# A change: errors that people can mend are data, so look at `errors` in the payload.
curl --silent --show-error --fail-with-body "$address" \
    --header 'content-type: application/json' --header "authorization: Bearer $token" \
    --data '{"query": "mutation($input: AddPartnerInput!) { addPartner(input: $input) { revision errors { __typename ... on Problem { message } } } }",
             "variables": {"input": {"plan": "'"$plan"'", "idempotencyKey": "curl-1",
                                      "partner": {"name": "Forum contoh", "kind": "COMMUNITY"}}}}'
echo

/** Documents: what the compiler checks against the schema: a fragment, a connection that is paged, a node that is refetched. */
import { graphql } from "relay-runtime";

export const program = graphql`
  fragment documentsProgram on Program @refetchable(queryName: "documentsProgramRefetchQuery") {
    name
    opd {
      shortName
    }
  }
`;

export const recommendations = graphql`
  fragment documentsRecommendations on Plan
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "documentsRecommendationsPageQuery") {
    initiatives(first: $count, after: $cursor) @connection(key: "documents_initiatives") {
      totalCount
      edges {
        node {
          rank
          title
          lead {
            shortName
          }
          findings {
            message
            links {
              confidence
            }
          }
        }
      }
    }
  }
`;

export const plan = graphql`
  query documentsPlanQuery($plan: String!, $code: Code!, $count: Int!) {
    plan(slug: $plan) {
      title
      revision
      ...documentsRecommendations @arguments(count: $count)
      program(code: $code) {
        ...documentsProgram
      }
      scenarios(first: 5) {
        edges {
          node {
            name
          }
        }
      }
    }
  }
`;

export const decide = graphql`
  mutation documentsDecideMutation($input: DecideInitiativeInput!) {
    decideInitiative(input: $input) {
      initiative {
        decision {
          number
          standing
        }
      }
      errors {
        __typename
        ... on Problem {
          message
        }
        ... on DecisionConflict {
          decision {
            number
            standing
            reason
            author
            madeAt
          }
        }
      }
    }
  }
`;

"""How a plan is asked: the GraphQL schema."""

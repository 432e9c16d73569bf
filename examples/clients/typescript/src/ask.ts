/** Ask: sends one typed operation; what is wrong with the request itself is thrown, with its code. */
import type { TypedDocumentString } from "./generated/graphql.js";

export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export async function ask<Result, Variables>(
  address: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  token?: string,
): Promise<Result> {
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const body = (await answer.json()) as {
    data?: Result | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const [first] = body.errors ?? [];
  if (first || !body.data) throw new Refused(first?.message ?? answer.statusText, first?.extensions?.code ?? "");
  return body.data;
}

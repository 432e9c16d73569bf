/** A typed client: operations with the types of their variables and answers, all types of the schema, and who sends them. */
import type { TypedDocumentString } from "./generated/graphql.js";

export * from "./generated/graphql.js";
export type * as Schema from "./schema.js";

/** What is wrong with a request itself; problems of what a mutation is given are data in its payload. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export interface Settings {
  /** Where GraphQL is answered, such as `http://127.0.0.1:8000/graphql`. */
  address: string;
  /** A token; reading may need none. */
  token?: string;
  /** The language of sentences, such as `en`; Indonesian if left out. */
  language?: string;
}

/** Sends typed operations to one service. */
export class Client {
  constructor(private readonly settings: Settings) {}

  /** Gives the data of an operation; throws `Refused` where the request is refused. */
  async ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { address, token, language } = this.settings;
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        ...(language ? { "accept-language": language } : {}),
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
}

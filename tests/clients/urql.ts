// urql with its normalised cache: what it keeps of an answer is the answer. `node urql.js URL`.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import type { IntrospectionQuery } from "graphql";
import { questions } from "./questions.js";

console.warn = console.error = (...said) => {
  throw new Error(said.join(" "));
};

// A thing has its id, if it was asked for; what has none is kept where it stands.
const schema = JSON.parse(readFileSync("generated/schema.json", "utf8")) as IntrospectionQuery;
const objects = schema.__schema.types.filter((type) => type.kind === "OBJECT");
const key = (data: { id?: unknown }) => (typeof data.id === "string" ? data.id : null);
const client = new Client({
  url: process.argv[2],
  preferGetMethod: false,
  exchanges: [
    cacheExchange({
      schema,
      keys: Object.fromEntries(objects.map(({ name }) => [name, key])),
    }),
    fetchExchange,
  ],
});

for (const { operation, document, variables } of questions) {
  const sent = await client.query(document, variables, { requestPolicy: "network-only" });
  if (sent.error) throw sent.error;
  const kept = await client.query(document, variables, { requestPolicy: "cache-only" });
  deepStrictEqual(kept.data, sent.data, operation);
  console.log(`${operation} is kept`);
}

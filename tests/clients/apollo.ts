// Apollo Client: what its cache keeps of an answer is the answer. `node apollo.js URL`.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { questions } from "./questions.js";

const possibleTypes = JSON.parse(readFileSync("generated/possible.json", "utf8"));
const client = new ApolloClient({
  link: new HttpLink({ uri: process.argv[2] }),
  cache: new InMemoryCache({ possibleTypes }),
});
console.warn = console.error = (...said) => {
  throw new Error(said.join(" "));
};

for (const { operation, document, variables } of questions) {
  const asked = { query: document, variables };
  const sent = await client.query({ ...asked, fetchPolicy: "network-only" });
  const kept = await client.query({ ...asked, fetchPolicy: "cache-only" });
  deepStrictEqual(kept.data, sent.data, operation);
  console.log(`${operation} is kept`);
}
client.stop();

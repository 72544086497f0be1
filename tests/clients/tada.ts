// gql.tada: the types of queries from their text alone.
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./generated/graphql-env.js";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string };
}>();

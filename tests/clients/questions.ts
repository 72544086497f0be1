// Every query of docs/queries with variables that find something in the demo.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import * as generated from "./generated/graphql.js";

const path = "/science/bread-dough/";
const variables: Record<string, object> = {
  Article: { path },
  Seo: { path },
  Route: { path },
  Preview: { token: "none" },
  Listing: { category: "science" },
  Search: { words: "bread" },
  Suggestions: { typed: "br" },
};

export const questions = Object.entries(generated)
  .filter(([name]) => name.endsWith("Document"))
  .map(([name, document]) => {
    const operation = name.slice(0, -"Document".length);
    return {
      operation,
      document: document as TypedDocumentNode<Record<string, unknown>, object>,
      variables: variables[operation] ?? {},
    };
  });

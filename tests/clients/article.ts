// A small program that gets an article with generated types: `node article.js URL PATH`.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { ArticleDocument } from "./generated/graphql.js";

const [, , url, path] = process.argv;

async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const { article } = await ask(ArticleDocument, { path });
if (!article) throw new Error(`There is no article at ${path}.`);

console.log(article.title);
for (const block of article.body) {
  if (block.__typename !== "SectionBlock") continue;
  const words = block.content.flatMap((inner) =>
    inner.__typename === "ParagraphBlock" ? [inner.text.html] : [],
  );
  console.log(`${block.number ?? "–"} ${block.heading}: ${words.length} paragraphs`);
}

// What the tools of frontends make of cms/schema.graphql and docs/queries, in generated/:
// graphql.ts by graphql-codegen, and each query as gql.tada and Relay want it in a program.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as documents from "@graphql-codegen/typed-document-node";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, introspectionFromSchema, isAbstractType, parse, print, visit } from "graphql";

const QUERIES = "../../docs/queries/";

const text = readFileSync("../../cms/schema.graphql", "utf8");
const schema = buildSchema(text);
const files = readdirSync(QUERIES).filter((name) => name.endsWith(".graphql"));
const queries = files.map((name) => ({
  name: name[0].toUpperCase() + name.slice(1, -".graphql".length),
  document: parse(readFileSync(QUERIES + name, "utf8")),
}));

rmSync("generated", { recursive: true, force: true });
mkdirSync("generated/tada", { recursive: true });
mkdirSync("generated/relay/__generated__", { recursive: true });

writeFileSync(
  "generated/graphql.ts",
  await codegen({
    filename: "generated/graphql.ts",
    schema: parse(text),
    documents: queries.map(({ name, document }) => ({ location: name, document })),
    config: { useTypeImports: true, scalars: { DateTime: "string", Date: "string" } },
    plugins: [{ typescript: {} }, { operations: {} }, { documents: {} }],
    pluginMap: { typescript, operations, documents },
  }),
);

// For caches: which types an interface or union may be, and the schema as a client introspects it.
const possible = {};
for (const type of Object.values(schema.getTypeMap())) {
  if (isAbstractType(type)) possible[type.name] = schema.getPossibleTypes(type).map((t) => t.name);
}
writeFileSync("generated/possible.json", JSON.stringify(possible));
writeFileSync("generated/schema.json", JSON.stringify(introspectionFromSchema(schema)));

for (const { name, document } of queries) {
  const written = print(document);
  writeFileSync(
    `generated/tada/${name}.ts`,
    `import { graphql } from "../../tada.js";\nexport const ${name} = graphql(\`${written}\`);\n`,
  );
  writeFileSync(`generated/relay/${name}.ts`, `graphql\`${print(forRelay(document, name))}\`;\n`);
}

// Relay wants names that begin with that of their module.
function forRelay(document, module) {
  const named = (node, value) => ({ ...node, name: { ...node.name, value } });
  return visit(document, {
    OperationDefinition: { leave: (node) => named(node, `${module}Query`) },
    FragmentDefinition: { leave: (node) => named(node, `${module}_${node.name.value}`) },
    FragmentSpread: { leave: (node) => named(node, `${module}_${node.name.value}`) },
  });
}

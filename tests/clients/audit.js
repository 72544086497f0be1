// The audits of GraphQL over HTTP against a server: `node audit.js http://localhost:8000/graphql/`.
// Ends with 1 and a line for each audit that is not plainly passed, warnings included.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const missed = results.filter((result) => result.status !== "ok");
for (const { id, name, status, reason } of missed) {
  console.error(`${status} ${id} ${name}: ${reason}`);
}
console.log(`${results.length - missed.length} of ${results.length} audits passed`);
process.exitCode = results.length && !missed.length ? 0 : 1;

// The grade of Mozilla's HTTP Observatory for an answer that is read from standard input as JSON:
// {host, status, headers, body}. It takes the answer to have come by HTTPS, and one by
// HTTP to have been redirected there.
import { AxiosHeaders } from "axios";
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { Requests } from "@mdn/mdn-http-observatory/src/types.js";
import { CookieJar } from "tough-cookie";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

// The list of preloaded hosts comes from elsewhere; none of ours is on it.
const preloaded = new URL(import.meta.resolve("@mdn/mdn-http-observatory/conf/hsts-preload.json"));
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");

const { host, status, headers, body } = JSON.parse(readFileSync(0, "utf8"));
const secure = new URL(`https://${host}/`);
const answer = {
  status, data: body, verified: true, httpEquiv: new Map(),
  headers: new AxiosHeaders(headers), request: { headers: {} },
};
const asked = new Requests(host);
Object.assign(asked.responses, { auto: answer, cors: answer, http: answer, https: answer });
asked.responses.httpRedirects = [
  { url: new URL(`http://${host}/`), status: 301 }, { url: secure, status: 200 },
];
asked.resources.path = body;
asked.session = {
  url: secure, jar: new CookieJar(), response: answer, redirectHistory: asked.responses.httpRedirects,
};

const results = ALL_TESTS.map((test) => test(asked));
const modifiers = results.map(({ result }) => (result ? getScoreModifier(result) : 0));
const sum = (numbers) => numbers.reduce((a, b) => a + b, 100);
const plain = sum(modifiers.filter((modifier) => modifier < 0));
const score = plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : plain;
const said = results.map((r, n) => `${modifiers[n]} ${r.constructor.title}: ${r.result}`);
console.log(JSON.stringify({ score, grade: getGradeForScore(score).grade, said }));

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool } from "../../../runtime/call/call.ts";
import { createHttp, type Http } from "../../../runtime/http-client/http-client.ts";
import { newestLine } from "../../../runtime/kestra/release.ts";
import { lines } from "../../../generated/releases.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples, type Example } from "../support/examples.ts";
import { positionsIn, type Values } from "../support/positions.ts";
import { throughProxy } from "../support/normalising-proxy.ts";
import { startStub, type StubKestra } from "../support/stub-kestra.ts";

/** Texts that would mean something if they were read as part of a path or a query. */
const worst = ["..", "../", "a/../b", "%2e%2e", "%2E%2E%2F", "/", "?a=b", "#", "", "\0", "a\r\nb", "&x=y"];
const tricks = [
  ...worst,
  ...[
    ".",
    "../..",
    "//",
    "\\",
    "%2f",
    "%252e",
    "..;",
    "..;/",
    "%5c..%5c",
    "%2e%2e;a",
    "../../other/flows/company.team/precious",
    "..%2f..%2fother%2fflows%2fcompany.team%2fprecious",
    "..%00",
    "?",
    "a?b=c",
    "a#b",
    "=",
    "+",
    "%",
    ";",
    ":",
    "@",
    " ",
    "\n",
  ],
  ...[
    "\u202e..",
    "\uff0e\uff0e",
    "http://x/",
    "{tenant}",
    "{namespace}",
    "\u{1F680}",
    "\ud800",
    "__proto__",
    "__proto__\n",
  ],
];
const trick = fc.oneof(
  fc.string({ maxLength: 12, unit: "binary" }),
  fc.array(fc.constantFrom(...tricks), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("")),
);

const harmless = "Zq9xZq9x";
let stub: StubKestra;
let http: Http;

beforeAll(async () => {
  stub = await startStub();
  const credentials = { kind: "none" } as const;
  http = createHttp({ baseUrl: `${stub.url}/kestra`, tenant: "main", credentials, timeout: 5000 });
});

afterAll(async () => {
  http.close();
  await stub.close();
});

describe("no argument ever leaves its place in a request", () => {
  // A line whose requests are those of the newest one has nothing of its own to show.
  const all = readExamples();
  const newest = all.filter(({ line }) => line === newestLine(lines));
  const examples = all.filter((it) => newest.includes(it) || !newest.some((other) => sendsSame(it, other)));
  const seen = new Set<string>();
  for (const example of examples) {
    const { tool, line, ask, call } = example;
    // An argument goes one way in all examples of its tool.
    const places = positionsIn(call).filter(({ name }) => {
      const place = JSON.stringify([tool.name, line, call.action, name]);
      return !seen.has(place) && seen.add(place);
    });
    it.each(places)(`${tool.name} on ${line}: ${ask} $name`, async ({ name, put }) => {
      const isPath = paths.includes(`${tool.name}${name}`);
      const shapes: Shape[] = [];
      const received = [...(await send(example, put(harmless)))];
      const others = ["", ...(isPath ? [`docs/${harmless}`] : [])];
      for (const text of others) received.push(...(await send(example, put(text))));
      for (const request of [...received, ...(await send(example, call))]) shapes.push(shapeOf(request));
      const requireInside = async (text: string): Promise<void> => {
        for (const request of await send(example, put(text))) requireShape(request, shapes, text, isPath);
      };
      // What stands in a body is written by JSON.stringify alone.
      const isInAddress = received.some((request) => request.includes(harmless));
      const inDepth = line === newestLine(lines) && isInAddress;
      for (const text of inDepth ? tricks : isInAddress ? worst : worst.slice(0, 2))
        await requireInside(text);
      if (inDepth) await fc.assert(fc.asyncProperty(trick, requireInside), { numRuns: 8 });
    });
  }

  it("tries every tool", () => {
    expect(examples.length).toBeGreaterThan(15);
  });
});

function sendsSame(a: Example, b: Example): boolean {
  return a.tool === b.tool && a.ask === b.ask && JSON.stringify(a.sends) === JSON.stringify(b.sends);
}

/**
 * Calls the compiled tool over real HTTP. Requests that steps send side by side come one after the other, so that each gets
 * its own answer.
 * @returns what the server received
 */
async function send({ tool, line, sends }: Example, call: Values): Promise<readonly string[]> {
  stub.expect(sends.map(({ answer }) => answerOf(answer ?? {})));
  const { signal } = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = callerOn(line, (plan) => {
    const sent = turn.then(() => http.send(plan, { retry: false, signal }));
    turn = sent.catch(() => undefined);
    return sent;
  });
  await callTool(tool, call, inTurn);
  await turn;
  return stub.received;
}

/** A request as its method, its path's segments and the names of its parameters, all decoded. */
interface Shape {
  readonly method: string;
  readonly segments: readonly string[];
  readonly parameters: readonly string[];
}

function shapeOf(request: string): Shape {
  const [method = "", target = ""] = request.split(" ");
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  return {
    method,
    segments: path.split("/").map(decodeURIComponent),
    parameters: [...new URLSearchParams(query).keys()],
  };
}

/** Arguments that are a path themselves: each of its segments is one of the request's. */
const paths = ["get_doc.path"];

/**
 * Throws where a request has another shape than the harmless ones, the text aside: so it begins as they do, whosever it is.
 * @param isPath the text may be several segments, where the harmless one is one
 */
function requireShape(request: string, shapes: readonly Shape[], text: string, isPath: boolean): void {
  const clean = /^[A-Z]+ \/kestra\/[^\s#\\\u0000-\u0020\u007f-\uffff]*$/.test(request);
  const { method, segments, parameters } = shapeOf(request);
  const climbs = segments.slice(1).some((segment) => ["", ".", ".."].includes(segment));
  // Some arguments are taken without the white space around them.
  const inside = [text, text.trim()].some((taken) => {
    const filled = (template: string): string => template.replaceAll(harmless, () => taken);
    return shapes.some(
      (shape) =>
        shape.method === method &&
        shape.segments.length === segments.length &&
        shape.segments.every((segment, i) => filled(segment) === segments[i]) &&
        parameters.every((name) => shape.parameters.map(filled).includes(name)),
    );
  });
  const around = shapes.some((shape) => {
    const at = shape.segments.indexOf(harmless);
    const after = shape.segments.slice(at + 1);
    return (
      at !== -1 &&
      shape.method === method &&
      parameters.length === shape.parameters.length &&
      shape.segments.slice(0, at).every((segment, i) => segment === segments[i]) &&
      after.every((segment, i) => segment === segments.slice(-after.length)[i])
    );
  });
  const passedOn = throughProxy(request.split(" ")[1]?.split("?")[0] ?? "");
  const stays = passedOn.length === segments.length - 1;
  if (!clean || climbs || !(inside || (isPath && around)) || !stays)
    throw new Error(`${JSON.stringify(text)} gave ${request}`);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refusal } from "../../../runtime/kestra/refusal.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { root } from "../../support/source.ts";

interface Exchange {
  readonly name: string;
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** Every refusal that a real Kestra was heard to give. */
function recordedRefusals(): readonly (Exchange["response"] & { readonly place: string })[] {
  return ["1.0", "1.3", "2.0"].flatMap((line) => {
    const folder = join(root, "test/recordings", line);
    return readdirSync(folder).flatMap((file) => {
      const { exchanges } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        readonly exchanges: readonly Exchange[];
      };
      return exchanges
        .filter(({ response }) => response.status >= 400)
        .map(({ name, response }) => ({ ...response, place: `${line}/${file}: ${name}` }));
    });
  });
}

/** What no sentence holds: two ends, a space before one, a comma or a colon at one, a word without a value. */
const faults = [
  /[?!]\./u,
  /(?<!\.)\.\.(?=\s|$)/u,
  /[,;:]\./u,
  / \.(?:\s|$)/u,
  /\bundefined\b/u,
  /;\s*;/u,
  /^\s|\s$/u,
];

test("what a real Kestra said and what we say of it are sentences, each with one end", () => {
  const refusals = recordedRefusals();
  expect(refusals.length).toBeGreaterThan(500);
  for (const { place, status, headers, body } of refusals) {
    const text = body === null ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const mediaType = headers?.["content-type"] ?? "";
    const { message } = refusal(say`POST /x`, { status, mediaType, text }, { advice: say`Look again.` });
    // A message of Kestra's own may hold anything; what stands around it and at its end is looked at.
    const end = message.slice(-80).trimStart();
    for (const fault of faults) expect(end, place).not.toMatch(fault);
    expect(message, place).toMatch(
      /^Kestra (?:refused|failed at) POST \/x \(\d+\): \S[^]*[.?!…]["'`)]* Look again\./u,
    );
  }
});

test.each([
  [["Is it right?", "Yes."], "Is it right? Yes."],
  [["It is RUNNING !", "Wait"], "It is RUNNING ! Wait."],
  [["No.", undefined, "", " So it is:\n"], "No. So it is."],
  [['He said "no."', "Then"], 'He said "no." Then.'],
  [["Wait...", "now.."], "Wait... now."],
  [["What?.", "So."], "What? So."],
] as const)("%j is %j", (parts, whole) => {
  expect(String(sentences(...parts))).toBe(whole);
});

test("an HTML page that answered ends as a question", () => {
  const answer = { status: 403, mediaType: "text/html", text: "<!DOCTYPE html>" };
  expect(refusal(say`GET /x`, answer).message).toMatch(/does a proxy stand between\? The user or token/);
});

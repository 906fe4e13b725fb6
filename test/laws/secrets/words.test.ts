import { describe, expect, it } from "vitest";
import { callTool, type CallNeeds } from "../../../runtime/call/call.ts";
import { masker } from "../../../runtime/masking/masker.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples, type Example } from "../support/examples.ts";
import { readSources } from "../../support/source.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

/** One of each tool, or action, on its newest line. */
const examples = [...new Map(readExamples().map((it) => [it.behaviour, it])).values()];

const statuses = [400, 401, 403, 404, 409, 422, 500, 503];
const said = "Zeta of Kestra";

/** The text of the error that a call ends with where its first request is answered so; undefined where it is none. */
async function errorOf(
  { tool, call, line }: Example,
  answer: Partial<Answer>,
  mask: (foreign: string) => string,
): Promise<string | undefined> {
  const send = () => Promise.resolve({ status: 200, mediaType: "application/json", text: "{}", ...answer });
  const caller: CallNeeds = { ...callerOn(line, send), mask };
  const { isError, content } = await callTool(tool, call, caller);
  return isError === true ? content.map(({ text }) => text).join("\n") : undefined;
}

/** What stands between the marks. */
function foreignIn(text: string): readonly string[] {
  return [...text.matchAll(/«([^»]*)»/g)].map(([, inner = ""]) => inner);
}

const named = examples.map((it) => [`${it.tool.name}: ${it.ask}`, it] as const);

describe("only what others say is masked in an error", () => {
  it.each(named)("%s", async (_, example) => {
    const given = JSON.stringify(example.call);
    const text = JSON.stringify({ message: said });
    for (const status of statuses) {
      const message = await errorOf(example, { status, text }, (foreign) => `«${foreign}»`);
      for (const foreign of foreignIn(message ?? "")) {
        const pieces = decodeURIComponent(foreign).split(/, |\/|"/);
        const ours = pieces.filter((piece) => !given.includes(piece) && !said.includes(piece));
        expect(ours, message).toEqual([]);
      }
    }
  });
});

describe("no secret that Kestra repeats is in an error", () => {
  const password = "wrong";
  const mask = masker({ kind: "basic", username: "us", password });
  const header = Buffer.from(`us:${password}`).toString("base64");
  const text = JSON.stringify({ message: `${said}: "${password}", Basic ${header}` });

  it.each(named)("%s", async (_, example) => {
    for (const status of statuses) {
      const message = (await errorOf(example, { status, text }, mask)) ?? "";
      expect(message).not.toContain(header);
      expect(message).not.toContain(`"${password}"`);
      const plain = (await errorOf(example, { status, text }, (foreign) => foreign)) ?? "";
      expect(message).toBe(plain.replaceAll(`"${password}"`, '"***"').replaceAll(header, "***"));
    }
  });
});

/** Where steps call a text ours: it is a list or a word that stands in our own files. */
const ownWords = [
  "specs/execution/add_execution_labels.ts",
  "specs/steps/execution/meant-executions.ts",
  "specs/steps/partly-done.ts",
];

it("steps call no text ours that an answer or an argument gave", () => {
  const files = readSources(["specs/**/*.ts"]);
  const calling = files.filter(({ file }) => /\bown\(/.test(file.text)).map(({ path }) => path);
  expect(
    calling.sort(),
    "Only what is our own text may be passed on without a mask: see the list here.",
  ).toEqual(ownWords);
});

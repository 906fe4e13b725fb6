import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import { callTool } from "../../../runtime/call/call.ts";
import { root } from "../../support/source.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples } from "../support/examples.ts";

const html = "\n<!DOCTYPE html><html><body>Sign in</body></html>";
const examples = readExamples().map((it) => [`${it.tool.name} on ${it.line}: ${it.ask}`, it] as const);

describe("a page in place of an answer is an error", () => {
  it.each(examples)("%s", async (_, { tool, line, call, sends }) => {
    for (let i = 0; i < sends.length; i++) {
      let asked = 0;
      const changes: boolean[] = [];
      const caller = callerOn(line, ({ method }, { retry }) => {
        const at = asked++;
        if (at < i) return Promise.resolve(answerOf(sends[at]?.answer ?? {}));
        changes.push(!retry && method !== "GET");
        return Promise.resolve({ status: 200, mediaType: "text/html", text: html });
      });
      const { isError, content } = await callTool(tool, call, caller);
      // A later answer may only add to what steps have, or to what Kestra refused.
      if (i > 0 && !changes.includes(true)) continue;
      const text = content.map((it) => it.text).join("\n");
      if (!/"warnings?"/.test(text)) expect(isError, text).toBe(true);
      expect(text).toContain("an HTML page answered, which is not Kestra's API");
      if (changes.includes(true)) expect(text).toContain("Whether it was done is not known");
    }
  });
});

it.each([
  [
    "namespace_file_action",
    { action: "get", namespace: "company.team", path: "index.html" },
    "application/octet-stream",
  ],
  ["download_execution_logs", { execution_id: "5Yk9qPZHTJzxLFzCS6Yf6w" }, "text/plain"],
])("%s gives a page that is what was asked for", async (name, call, mediaType) => {
  const tool = catalog.find((it) => it.name === name);
  if (tool === undefined) throw new Error("There is no such tool.");
  const bytes = Buffer.from(html);
  const caller = callerOn("1.3", () => Promise.resolve({ status: 200, mediaType, text: html, bytes }));
  const { isError, content } = await callTool(tool, call, caller);
  expect(isError, content[0]?.text).not.toBe(true);
  expect(content[0]?.text).toContain("Sign in");
});

it.each(lines)("no route of %s answers one", (line) => {
  const text = readFileSync(join(root, `specs/contracts/kestra/${line}.json`), "utf8");
  expect(text).not.toMatch(/"(?:text\/html|application\/xhtml\+xml)"/);
});

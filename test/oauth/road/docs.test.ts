import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { root } from "../../support/source.ts";
import { startWorld } from "./world.ts";

const page = readFileSync(join(root, "docs/users.md"), "utf8");

/** What stands between fences of a language, without the blanks before it. */
function block(language: string): string {
  const [, text = ""] = new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\``, "ms").exec(page) ?? [];
  return text.replaceAll(/^ {3}/gm, "");
}

test("The page about users has settings with which the program starts, and is ready", async () => {
  const lines = block("sh").trim().split("\n");
  const told = Object.fromEntries(
    lines.map((line): [string, string] => {
      const [, name = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return [name, value.replaceAll('"', "")];
    }),
  );
  const world = await startWorld(inject("bundle"), { told, roles: block("yaml") });
  onTestFinished(() => world.close());
  expect(Object.keys(told)).toContain("KESTRA_MCP_STORE");
  const answer = await fetch(new URL("/readyz", world.url));
  expect([answer.status, await answer.json()]).toEqual([200, { ready: true, reasons: [] }]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { root } from "../../support/source.ts";
import { connectedBy, providerOf, sdks, type Kept } from "../server/support/sdk-client.ts";
import { logIn } from "./login.ts";
import { startWorld } from "./world.ts";

const page = readFileSync(join(root, "docs/users.md"), "utf8");

/** What stands between fences of a language, without the blanks before it. */
function blocks(language: string): readonly string[] {
  const found = page.matchAll(new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\``, "gms"));
  return [...found].map(([, text = ""]) => text.replaceAll(/^ {3}/gm, ""));
}

function settingsIn(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/^([A-Z_]+)=(.*)$/gm);
  return Object.fromEntries([...found].map(([, name = "", value = ""]) => [name, value.replaceAll('"', "")]));
}

const [roles = ""] = blocks("yaml");
const [settings = "", trying = ""] = blocks("sh");
const told = settingsIn(settings);

test("The page about users has settings with which the program starts, and is ready", async () => {
  const world = await startWorld(inject("bundle"), { told, roles });
  onTestFinished(() => world.close());
  expect(Object.keys(told)).toContain("KESTRA_MCP_STORE");
  expect(settings.trim().split("\n").length).toBe(Object.keys(told).length);
  const answer = await fetch(new URL("/readyz", world.url));
  expect([answer.status, await answer.json()]).toEqual([200, { ready: true, reasons: [] }]);
});

test("The page about users can be tried with a sandbox, whose Kestra users then see", async () => {
  const { KESTRA_BASE_URL: _, ...withoutKestra } = told;
  const [, words = ""] = /^kestra-mcp (.*)$/m.exec(trying) ?? [];
  const world = await startWorld(inject("bundle"), {
    told: { ...withoutKestra, ...settingsIn(trying) },
    roles,
    args: words.split(" "),
  });
  onTestFinished(() => world.close());
  const kept: Kept = {};
  const client = await connectedBy({
    sdk: sdks[0],
    url: world.url,
    provider: providerOf(kept),
    answer: async () => (await logIn(kept.sent ?? "", "bob")).searchParams,
  });
  expect(await client.call("list_namespaces")).toMatchObject({
    structuredContent: {
      results: expect.arrayContaining(["company.shop (created)", "system (created)"]) as unknown,
    },
  });
});

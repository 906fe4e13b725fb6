import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { json } from "../support/server.ts";

test("a call on the command line, dry or not, may name a connection", async () => {
  const home = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
  const [one, two] = await Promise.all(
    ["one", "two"].map((id) =>
      kestra((_, response) => {
        json(response, { id });
      }),
    ),
  );
  const context = (name: string, url = "") => `  ${name}:\n    host: ${url}\n    token: canary-${name}\n`;
  mkdirSync(join(home, ".kestractl"));
  writeFileSync(
    join(home, ".kestractl", "config.yaml"),
    `contexts:\n${context("one", one)}${context("two", two)}default_context: one\n`,
  );
  const env = { HOME: home };
  const values = (connection?: string) => JSON.stringify({ box_id: "a", connection });
  expect((await kestraMcp(["call", "get_box", values()], env)).out).toBe('{"id":"one"}\n');
  expect((await kestraMcp(["call", "get_box", values("two")], env)).out).toBe('{"id":"two"}\n');
  const dry = await kestraMcp(["call", "get_box", values("two"), "--dry-run"], env);
  expect(dry.out).toContain(`GET ${two}/api/v1/main/boxes/a`);
  expect(dry.out).toContain("Authorization: Bearer ***");
  const wrong = await kestraMcp(["call", "get_box", values("tow"), "--dry-run"], env);
  expect(wrong.err).toBe(
    "get_box: connection is tow, which is no context of ~/.kestractl/config.yaml. Did you mean two?\n",
  );
});

import { spawnSync } from "node:child_process";
import dns from "node:dns";
import { expect, inject, it } from "vitest";
import { askedFor, aloneWith } from "../support/public-services.ts";
import { startServer } from "../support/server.ts";
import { readSources } from "../support/source.ts";

it("no test looks a public service up, or it fails", async () => {
  const error = await new Promise((resolve) => {
    dns.lookup("api.kestra.io", resolve);
  });
  expect(String(error)).toContain("No test may ask api.kestra.io.");
  await expect(fetch("https://api.kestra.io/v1/plugins")).rejects.toThrow();
  expect(askedFor()).toEqual(["api.kestra.io", "api.kestra.io"]);
});

it("a program that a test starts ends where it looks one up", () => {
  const script = 'fetch("https://api.kestra.io/v1/plugins").catch(() => undefined)';
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    env: aloneWith({}),
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([99, "No test may ask api.kestra.io.\n"]);
});

it("whatever starts the program in a test keeps it from asking one", () => {
  const starting = readSources(["test/**/*.ts"]).filter(({ file }) => file.text.includes('inject("bundle")'));
  expect(starting.length).toBeGreaterThan(3);
  const free = starting.filter(
    ({ file }) => !/\b(startServer|startWorld|shipped|aloneWith)\(/.test(file.text),
  );
  expect(
    free.map(({ path }) => path),
    "Import test/support/no-public-service.ts where a test starts a process, so that it asks no public service.",
  ).toEqual([]);
});

it("a sandbox of the command line asks none, unless its operator says so", async () => {
  const program = [inject("bundle"), "--sandbox=2.0"];
  const alone = await startServer({ program, env: { KESTRA_CATALOG: "" } });
  const { note } = await alone.get("list_plugins");
  await alone.close();
  expect(note).toBe("What is not installed is not known, as KESTRA_CATALOG is instance.");
  const given = await startServer({ program, env: { KESTRA_CATALOG_URL: "http://127.0.0.1:9" } });
  const asked = await given.get("list_plugins");
  await given.close();
  expect(asked.note).toContain("127.0.0.1:9");
});

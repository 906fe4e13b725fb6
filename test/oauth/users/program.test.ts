import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../../build.ts";
import { postgres, sqlite } from "../store/stores.ts";
import { skipped } from "../../support/skipped.ts";

const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-program-"));
let entry: string;
beforeAll(async () => {
  ({ entry } = await build(folder));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the program that is shipped, as an operator does. */
async function program(words: string, input: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [entry, ...words.split(" ")], { env, cwd: folder });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, exitCode };
}

describe.each([sqlite, postgres])("the program, with a store in $of", (make) => {
  test.skipIf(make.missing !== "")(
    `reads a secret from stdin, and prints nothing that nobody asked for${skipped(make.missing)}`,
    async () => {
      const place = await make.make();
      const made = await program("generate-key", "", {});
      expect(made).toMatchObject({ err: "", exitCode: 0 });
      const env = { KESTRA_MCP_STORE: place.address, KESTRA_MCP_ENCRYPTION_KEYS: made.out };
      const added = await program("add-token sub-1 --issuer https://login.example.com", "tok-1\n", env);
      expect(added).toEqual({
        out: "Kept for sub-1, at http://localhost:8080, tenant main.\n",
        err: "",
        exitCode: 0,
      });
      const listed = await program("list-users", "", env);
      expect(listed).toMatchObject({ err: "", exitCode: 0 });
      expect(listed.out).toContain("an API token for http://localhost:8080, tenant main");
      expect(await program("revoke nobody", "", env)).toMatchObject({ exitCode: 1 });
      await place.remove();
    },
  );
});

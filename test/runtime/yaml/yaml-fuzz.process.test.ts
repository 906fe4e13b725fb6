import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const child = fileURLToPath(new URL("../support/yaml-fuzz.ts", import.meta.url));

test("no YAML of up to 64 KB ends the process, or holds it", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const args = ["--import", "tsx", child, String(seed), "1500"];
  // The whole takes a few seconds: more is a process that does not come back.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 110_000 });
  const { read, slowest, usual } = JSON.parse(stdout) as Readonly<Record<string, number>>;
  expect(read, `seed ${seed}`).toBe(1505);
  // Where JSON of that size takes half a millisecond, this is a tenth of a second.
  expect(slowest, `seed ${seed}`).toBeLessThan(200 * (usual ?? 0));
}, 120_000);

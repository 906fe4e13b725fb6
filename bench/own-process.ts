import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Runs a script of this folder in a process of its own that may collect its garbage: bundled, as what ships is, for tsx gives every
 * function a name of its own, which takes more memory than the function. @returns what it prints, as JSON
 */
export async function inOwnProcess<Told>(script: string, ...values: readonly number[]): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-"));
  try {
    const file = join(folder, "script.mjs");
    await build({
      entryPoints: [join(import.meta.dirname, script)],
      outfile: file,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      logLevel: "warning",
    });
    const child = spawn(process.execPath, ["--expose-gc", file, ...values.map(String)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await once(child, "close");
    return JSON.parse(text) as Told;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

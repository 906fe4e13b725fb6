import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../build.ts";
import { root } from "../test/support/source.ts";
import { drive } from "./drive.ts";
import { transcript } from "./transcript.ts";

/** The whole way once: compiles the specs, bundles the server, and drives it. */
const say = transcript((text) => process.stdout.write(text));
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-demo-"));
try {
  say.heading("Compile the specs, bundle the server");
  const compiled = spawnSync(process.execPath, ["--import", "tsx", "generator/main.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  say.line(compiled.stdout.trim());
  const { entry, files } = await build(folder);
  const bytes = files.filter(({ atStart }) => atStart).reduce((sum, file) => sum + file.bytes, 0);
  say.line(`${(bytes / 1024).toFixed(0)} KB are loaded at a start.`);
  await drive(entry, say);
} finally {
  await rm(folder, { recursive: true, force: true });
}

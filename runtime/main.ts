import { catalog } from "../generated/catalog.ts";
import { lines } from "../generated/releases.ts";
import { presets, toolsets } from "../generated/toolsets.ts";
import facts from "../package.json" with { type: "json" };
import { run } from "./cli/run.ts";

const stopping = new AbortController();
for (const event of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(event, () => {
    stopping.abort();
  });
}
// Nobody reads any more: whoever writes finds out by itself, and the process ends in its own way.
process.stdout.on("error", () => {
  stopping.abort();
});

// Nobody keeps the log: that is no reason to stop serving.
process.stderr.on("error", () => undefined);

const exitCode = await run({
  argv: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  compiled: { version: facts.version, tools: catalog, toolsets, presets, lines },
  startSandbox: async (options) => (await import("../sandbox/server.ts")).startSandbox(options),
  signal: stopping.signal,
  tellClient: async (message) =>
    (await import("./stdio-refusal.ts")).refuseClient(message, process.stdin, process.stdout),
});
process.stdout.write("", () => process.exit(exitCode));

import { run } from "../../../runtime/cli/run.ts";
import { refuseClient } from "../../../runtime/stdio-refusal.ts";
import { compiled } from "./tools.ts";

/* The program as it is shipped, with the tools of these tests. */
const stopping = new AbortController();
process.on("SIGTERM", () => {
  stopping.abort();
});
process.stdout.on("error", () => {
  stopping.abort();
});
const exitCode = await run({
  argv: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  compiled,
  startSandbox: () => Promise.reject(new Error("These tests have no sandbox.")),
  signal: stopping.signal,
  tellClient: (message) => refuseClient(message, process.stdin, process.stdout),
});
process.exit(exitCode);

import { compiled } from "../generated/compiled.ts";
import facts from "../package.json" with { type: "json" };
import { refuseClient } from "./transport/stdio-refusal.ts";
import { run } from "./cli/run.ts";
import { withoutUnfilled } from "./config/unfilled.ts";
import { runProgram } from "./cli/program.ts";

// Not awaited: the program in one file is no module.
void runProgram((running) =>
  run({
    ...running,
    argv: process.argv.slice(2),
    env: withoutUnfilled(process.env),
    folder: process.cwd(),
    isTerminal: process.stderr.isTTY,
    isTyped: () => process.stdin.isTTY,
    piped: async () => {
      if (process.stdin.isTTY) running.err("Waiting for JSON or YAML on stdin; Ctrl-D ends it.\n");
      return (await import("node:stream/consumers")).buffer(process.stdin);
    },
    width: process.stdout.isTTY ? process.stdout.columns : undefined,
    platform: process.platform,
    compiled: { version: facts.version, ...compiled },
    startSandbox: async (options) => (await import("../sandbox/server.ts")).startSandbox(options),
    readSecret: async (prompt) =>
      (await import("./cli/user-verbs/read-secret.ts")).readSecret(process.stdin, running.err, prompt),
    tellClient: async (message) => refuseClient(message, process.stdin, process.stdout),
  }),
);

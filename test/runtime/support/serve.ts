import { run } from "../../../runtime/cli/run.ts";
import { runProgram } from "../../../runtime/cli/program.ts";
import { refuseClient } from "../../../runtime/transport/stdio-refusal.ts";
import { compiled } from "./tools.ts";

/* The program as it is shipped, with the tools of these tests. */
await runProgram((running) =>
  run({
    ...running,
    argv: process.argv.slice(2),
    env: process.env,
    folder: process.cwd(),
    compiled,
    startSandbox: () => Promise.reject(new Error("These tests have no sandbox.")),
    tellClient: (message) => refuseClient(message, process.stdin, process.stdout),
  }),
);

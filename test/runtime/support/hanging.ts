import { runProgram } from "../../../runtime/cli/program.ts";

/* A program that never ends of itself. */
await runProgram(({ out }) => {
  out("running");
  setInterval(() => undefined, 1000);
  return new Promise(() => undefined);
}, 500);

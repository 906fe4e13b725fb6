import { spawn } from "node:child_process";
import { node22 } from "../support/node22.ts";

/* Runs Node 22 with the arguments that it is given: `tsx test/run/on-node22.ts node_modules/vitest/vitest.mjs …`. */

const child = spawn(await node22(), process.argv.slice(2), { stdio: "inherit" });
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});

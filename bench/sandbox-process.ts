import { startSandbox } from "../sandbox/server.ts";

/* A sandbox in a process of its own, so that it does not share the thread of what is measured: `LINE USERNAME PASSWORD`. */
const [line = "", username = "", password = ""] = process.argv.slice(2);
const sandbox = await startSandbox({ line, username, password });
process.stdout.write(`Listening on ${sandbox.url}\n`);

import { execFile } from "node:child_process";
import { promisify } from "node:util";

let found: Promise<string> | undefined;

/** The path of a Node that has all that logging in needs: the one that runs, or npm's package `node`, which is fetched once. */
export function node22(): Promise<string> {
  found ??= find();
  return found;
}

async function find(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  const asked = await promisify(execFile)("npx", ["-y", "-p", "node@22", "node", "-p", "process.execPath"]);
  return asked.stdout.trim();
}

import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a script of this folder in a process of its own that may collect its garbage. @returns what it prints, as JSON */
export async function inOwnProcess<Told>(script: string, ...values: readonly number[]): Promise<Told> {
  const program = ["--expose-gc", "--import", "tsx", `bench/${script}`, ...values.map(String)];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return JSON.parse(text) as Told;
}

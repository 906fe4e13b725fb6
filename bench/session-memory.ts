import { spawn } from "node:child_process";
import { once } from "node:events";

/** What sessions cost, in bytes of the heap. */
export interface SessionMemory {
  /** One that is open. */
  readonly open: number;
  /** What is left of each that was opened and dropped. */
  readonly left: number;
  /** Of the whole heap, after all were dropped to before. */
  readonly ratio: number;
}

/** Opens MCP sessions over HTTP in a process of its own, some at one time, and many one after the other. */
export async function sessionMemory(atOnce: number, dropped: number): Promise<SessionMemory> {
  const program = ["--expose-gc", "--import", "tsx", "bench/session-process.ts"];
  const child = spawn(process.execPath, [...program, String(atOnce), String(dropped)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return JSON.parse(text) as SessionMemory;
}

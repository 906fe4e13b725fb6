import { inOwnProcess } from "./own-process.ts";

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
  return inOwnProcess("session-process.ts", atOnce, dropped);
}

import { inOwnProcess } from "./own-process.ts";
import { row, type Row } from "./report/row.ts";

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

/** The rows of what a session over HTTP holds. */
export async function sessionRows(): Promise<readonly Row[]> {
  const { open, left, ratio } = await sessionMemory(1000, 10_000);
  return [
    row("an open session, of the heap", "KB", open / 1024, { atMost: 10 }),
    row("what 10,000 dropped ones leave, each", "bytes", left, { atMost: 1000 }),
    row("the heap after them to before", "ratio", ratio, { atMost: 1.25 }),
  ];
}

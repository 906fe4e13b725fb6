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

const runs = 5;
const atOnce = 1000;
const dropped = 1000;

/** The rows of what a session over HTTP holds, of runs side by side: bytes are no matter of what else the machine does. */
export async function sessionRows(): Promise<readonly Row[]> {
  return rowsOfSessions(
    await Promise.all(Array.from({ length: runs }, () => sessionMemory(atOnce, dropped))),
  );
}

/** The rows of several runs. */
export function rowsOfSessions(all: readonly SessionMemory[]): readonly Row[] {
  const open = all.map((one) => one.open / 1024);
  // Garbage may be less than it was before.
  const left = all.map((one) => Math.max(0, one.left));
  const ratios = all.map(({ ratio }) => ratio);
  const many = (atOnce + dropped).toLocaleString("en");
  return [
    row("heap of an open session", "KB", open, { atMost: 10 }),
    row(`heap left by each of ${many} dropped sessions`, "bytes", left, { atMost: 1000 }),
    row(`heap after ${many} dropped sessions as a multiple of that before`, "ratio", ratios, {
      atMost: 1.25,
    }),
  ];
}

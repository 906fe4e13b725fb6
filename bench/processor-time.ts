import { readFile } from "node:fs/promises";

/** Milliseconds of the processor that a process has had, of user and system, on Linux; 0 elsewhere. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [, , , , , , , , , , , user = 0, system = 0] = (stat.split(") ")[1] ?? "").split(" ").map(Number);
  // In hundredths of a second.
  return 10 * (user + system);
}

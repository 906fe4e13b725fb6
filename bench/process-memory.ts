import { readFile } from "node:fs/promises";

/** Resident memory of a process in KB, now (`VmRSS`) or at its peak (`VmHWM`), as Linux tells it; 0 elsewhere. */
export async function processMemory(pid: number, what: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
}

import { readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** What a process does besides its work: at SIGUSR2 it collects its garbage, and writes to a file what is left of its heap. */
const teller = `
import { writeFileSync, renameSync } from "node:fs";
process.on("SIGUSR2", () => {
  for (let i = 0; i < 4; i++) gc();
  writeFileSync(process.env.HEAP_FILE + "~", String(process.memoryUsage().heapUsed));
  renameSync(process.env.HEAP_FILE + "~", process.env.HEAP_FILE);
});`;

/** Arguments of Node for a process whose heap can be asked for; its variable HEAP_FILE says where it answers. */
export const heapTelling = [
  "--expose-gc",
  "--import",
  `data:text/javascript,${encodeURIComponent(teller)}`,
] as const;

/** Bytes of the heap of another process that are still needed. */
export async function heapOf(pid: number, file: string): Promise<number> {
  await rm(file, { force: true });
  process.kill(pid, "SIGUSR2");
  for (;;) {
    await sleep(20);
    const said = await readFile(file, "utf8").catch(() => "");
    if (said !== "") return Number(said);
  }
}

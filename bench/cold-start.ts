import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { startStub } from "../test/laws/support/stub-kestra.ts";
import { handshake, startRaw } from "./raw-client.ts";
import { median } from "./table.ts";

/** Medians in milliseconds, and the peak of resident memory in KB. */
export interface ColdStart {
  readonly ours: number;
  readonly bare: number;
  readonly memory: number;
}

/** Starts the server and bare Node in turn, many times, on a Kestra that answers at once. */
export async function coldStart(entry: string, times: number): Promise<ColdStart> {
  const kestra = await startStub();
  const configs = { edition: "OSS", version: "1.3.25", uuid: "x" };
  const answer = { status: 200, mediaType: "application/json", text: JSON.stringify(configs) };
  const ours: number[] = [];
  const bare: number[] = [];
  let memory = 0;
  for (let i = 0; i < times; i++) {
    bare.push(await timeBare());
    kestra.expect([answer, answer]);
    const run = await timeServer(entry, kestra.url);
    ours.push(run.time);
    memory = Math.max(memory, run.memory);
  }
  await kestra.close();
  // The first runs warm the disk's cache.
  return { ours: median(ours.slice(3)), bare: median(bare.slice(3)), memory };
}

async function timeBare(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - start;
}

async function timeServer(
  entry: string,
  url: string,
): Promise<{ readonly time: number; readonly memory: number }> {
  const start = performance.now();
  const client = startRaw(entry, { KESTRA_BASE_URL: url });
  void client.ask("initialize", handshake);
  await client.ask("tools/list");
  const time = performance.now() - start;
  const memory = await peakMemory(client.pid);
  await client.close();
  return { time, memory };
}

/** `VmHWM` of Linux, in KB; 0 elsewhere. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

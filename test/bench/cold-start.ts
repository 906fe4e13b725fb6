import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { startStub } from "../tools/support/stub-kestra.ts";
import { median } from "./table.ts";

/** Medians in milliseconds, and the peak of resident memory in KB. */
export interface ColdStart {
  readonly ours: number;
  readonly bare: number;
  readonly memory: number;
}

const hello = [
  {
    method: "initialize",
    id: 0,
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
  },
  { method: "notifications/initialized" },
  { method: "tools/list", id: 1 },
].map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

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
  const child = spawn(process.execPath, [entry], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { KESTRA_BASE_URL: url },
  });
  for (const message of hello) child.stdin.write(message);
  for await (const line of createInterface(child.stdout)) {
    if ((JSON.parse(line) as { id?: number }).id === 1) break;
  }
  const time = performance.now() - start;
  const memory = await peakMemory(child.pid ?? 0);
  const ended = once(child, "exit");
  child.stdin.end();
  await ended;
  return { time, memory };
}

/** `VmHWM` of Linux, in KB; 0 elsewhere. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

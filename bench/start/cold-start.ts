import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { startStub } from "../../test/laws/support/stub-kestra.ts";
import { handshake, of2026, startRaw } from "../raw-client.ts";
import { ratiosInTurn, row, type Row } from "../report/row.ts";

/** A server that is started, and how its client asks it for its tools. */
export interface Start {
  /** The program. */
  readonly entry: string;
  readonly revision: Revision;
}

export type Revision = "2025-11-25" | "2026-07-28";

export const revisions: readonly Revision[] = ["2025-11-25", "2026-07-28"];

/** Of one server, start by start. */
export interface Started {
  /** Milliseconds, from the spawn to the answer of `tools/list`. */
  readonly times: readonly number[];
  /** The peak of resident memory, in KB (`VmHWM` of Linux; 0 elsewhere). */
  readonly memory: readonly number[];
}

/** Starts bare Node and each server in turn, on a Kestra that answers at once. */
export async function startInTurn(
  starts: readonly Start[],
  rounds: number,
): Promise<{ readonly bare: readonly number[]; readonly started: readonly Started[] }> {
  const kestra = await startStub();
  const configs = { edition: "OSS", version: "1.3.25", uuid: "x" };
  const answer = { status: 200, mediaType: "application/json", text: JSON.stringify(configs) };
  const bare: number[] = [];
  const started = starts.map(() => ({ times: [] as number[], memory: [] as number[] }));
  // The first rounds warm the disk's cache.
  for (let round = -3; round < rounds; round++) {
    const time = await timeBare();
    if (round >= 0) bare.push(time);
    for (const [at, start] of starts.entries()) {
      kestra.expect([answer, answer]);
      const run = await timeServer(start, kestra.url);
      if (round < 0) continue;
      started[at]?.times.push(run.time);
      started[at]?.memory.push(run.memory);
    }
  }
  await kestra.close();
  return { bare, started };
}

/** The rows of a start. */
export async function startRows(entry: string): Promise<readonly Row[]> {
  const { bare, started } = await startInTurn(
    revisions.map((revision) => ({ entry, revision })),
    40,
  );
  return [
    row("bare node -e 0", "ms", bare),
    ...started.flatMap(({ times, memory }, at) => {
      const revision = revisions[at] ?? "";
      return [
        row(`cold start to the answer of tools/list, ${revision}`, "ms", times),
        row(`cold start to bare Node's, ${revision}`, "ratio", ratiosInTurn(times, bare), { atMost: 1.5 }),
        row(
          `its peak of memory, ${revision}`,
          "MB",
          memory.map((it) => it / 1024),
        ),
      ];
    }),
  ];
}

async function timeBare(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - start;
}

async function timeServer(
  { entry, revision }: Start,
  url: string,
): Promise<{ readonly time: number; readonly memory: number }> {
  const start = performance.now();
  const client = startRaw(entry, { KESTRA_BASE_URL: url });
  if (revision === "2025-11-25") {
    void client.ask("initialize", handshake);
    await client.ask("tools/list");
  } else {
    void client.ask("server/discover", of2026);
    await client.ask("tools/list", of2026);
  }
  const time = performance.now() - start;
  const memory = await peakMemory(client.pid);
  await client.close();
  return { time, memory };
}

async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

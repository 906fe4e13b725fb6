import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStub } from "../../test/laws/support/stub-kestra.ts";
import { processMemory } from "../process-memory.ts";
import { handshake, of2026 } from "../raw-client.ts";
import { ifTold, ratiosInTurn, row, type Row } from "../report/row.ts";

/** A server that is started, and how its client asks it for its tools. */
export interface Start {
  /** The program. */
  readonly entry: string;
  readonly revision: Revision;
  /** Nothing is kept of what was compiled, as at the very first start. */
  readonly first?: true;
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

/**
 * Starts bare Node and each server in turn, on a Kestra that answers at once.
 * @param more of the environment of all of them, which is else an empty one
 */
export async function startInTurn(
  starts: readonly Start[],
  rounds: number,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly bare: readonly number[]; readonly started: readonly Started[] }> {
  const kestra = await startStub();
  const home = await mkdtemp(join(tmpdir(), "kestra-mcp-home-"));
  const configs = { edition: "OSS", version: "1.3.25", uuid: "x" };
  const answer = { status: 200, mediaType: "application/json", text: JSON.stringify(configs) };
  const bare: number[] = [];
  const started = starts.map(() => ({ times: [] as number[], memory: [] as number[] }));
  // The first rounds warm the disk's cache, and ours of what was compiled.
  for (let round = -3; round < rounds; round++) {
    const env = { ...more, KESTRA_BASE_URL: kestra.url, HOME: home };
    const time = await timeBare(env);
    if (round >= 0) bare.push(time);
    for (const [at, start] of starts.entries()) {
      kestra.expect([answer, answer]);
      const run = await timeServer(start, env);
      if (round < 0) continue;
      started[at]?.times.push(run.time);
      started[at]?.memory.push(run.memory);
    }
  }
  await kestra.close();
  await rm(home, { recursive: true });
  return { bare, started };
}

/** The rows of a start. */
export async function startRows(entry: string): Promise<readonly Row[]> {
  const starts: readonly (Start & { readonly name: string })[] = [
    ...revisions.map((revision) => ({ entry, revision, name: revision })),
    { entry, revision: "2025-11-25", first: true, name: "the very first" },
  ];
  const { bare, started } = await startInTurn(starts, 40);
  return [
    await rowWithCertificates(entry),
    row("time of bare Node, node -e 0", "ms", bare),
    ...started.flatMap(({ times, memory }, at) => {
      const { name, first } = starts[at] ?? { name: "" };
      const megabytes = memory.map((it) => it / 1024);
      return [
        row(`time of a cold start to the answer of tools/list, ${name}`, "ms", times),
        row(
          `time of a cold start as a multiple of bare Node's, ${name}`,
          "ratio",
          ratiosInTurn(times, bare),
          first ? undefined : { atMost: 1.5 },
        ),
        ifTold(memory, row(`peak of memory of a cold start, ${name}`, "MB", megabytes)),
      ];
    }),
  ];
}

/** Where the environment names certificates, Node reads all of them at every start, and a client hands on what it has itself. */
export async function rowWithCertificates(entry: string): Promise<Row> {
  const measure = "time of a cold start as a multiple of bare Node's, both with NODE_EXTRA_CA_CERTS";
  const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
  if (!certificates) return { measure, missing: "The environment names no certificates." };
  const { bare, started } = await startInTurn([{ entry, revision: "2025-11-25" }], 20, {
    NODE_EXTRA_CA_CERTS: certificates,
  });
  return row(measure, "ratio", ratiosInTurn(started[0]?.times ?? [], bare), { atMost: 1.5 });
}

/** @param env the same as of what it is compared with: Node reads certificates and options from it */
async function timeBare(env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore", env }), "exit");
  return performance.now() - start;
}

async function timeServer(
  { entry, revision, first }: Start,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly time: number; readonly memory: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [entry], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...env, ...(first && { NODE_DISABLE_COMPILE_CACHE: "1" }) },
  });
  child.stdin.write(openings[revision]);
  // Not parsed: that takes the client its time.
  const time = await new Promise<number>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.subarray(-20).includes('"id":1}\n')) resolve(performance.now() - begun);
    });
  });
  const memory = await processMemory(child.pid ?? 0, "VmHWM");
  const ended = once(child, "exit");
  child.stdin.end();
  await ended;
  return { time, memory };
}

/** What a client writes first, up to the request for the tools, whose id is 1. */
const openings: Readonly<Record<Revision, string>> = {
  "2025-11-25": lines([
    { id: 0, method: "initialize", params: { ...handshake, protocolVersion: "2025-11-25" } },
    { method: "notifications/initialized" },
    { id: 1, method: "tools/list" },
  ]),
  "2026-07-28": lines([
    { id: 0, method: "server/discover", params: of2026 },
    { id: 1, method: "tools/list", params: of2026 },
  ]),
};

function lines(messages: readonly object[]): string {
  return messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join("");
}

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { processMemory } from "./process-memory.ts";
import { processorTime } from "./processor-time.ts";
import { handshake, of2026, startRaw, type RawClient } from "./raw-client.ts";
import { revisions, type Revision } from "./start/cold-start.ts";
import { ifTold, median, row, type Row } from "./report/row.ts";

/** What a client that starts the server holds of it, and what a call takes, at a point of one run. */
export interface StdioMemory {
  /** Calls until then. */
  readonly calls: number;
  /** Of the process, in KB, as the system tells it (`VmRSS` of Linux; 0 elsewhere). */
  readonly resident: number;
  /** Milliseconds from line to line, the median of the calls since the point before; NaN at the start. */
  readonly call: number;
  /** Milliseconds of the processor that one of them took in the server. */
  readonly processor: number;
}

const tool = "list_flows_in_namespace";

/**
 * Calls one tool again and again over stdio, whose answers' text has 5 KB.
 * @param points after how many calls to look, rising: the start is looked at too
 * @param of the client, and the environment of the server besides its Kestra
 */
export async function stdioMemory(
  entry: string,
  points: readonly number[],
  { revision, env = {} }: { readonly revision: Revision; readonly env?: Readonly<Record<string, string>> },
): Promise<readonly StdioMemory[]> {
  const kestra = await startKestra();
  const client = startRaw(entry, { ...env, KESTRA_BASE_URL: kestra.url, KESTRA_API_VERSION: "1.3" });
  const said = revision === "2026-07-28" ? of2026 : {};
  if (revision === "2026-07-28") await client.ask("server/discover", of2026);
  else await client.ask("initialize", { ...handshake, protocolVersion: revision });
  await client.ask("tools/list", said);
  const looks: StdioMemory[] = [];
  let done = 0;
  for (const calls of [0, ...points]) {
    const before = await processorTime(client.pid);
    const times = await callTimes(client, calls - done, said);
    const processor = ((await processorTime(client.pid)) - before) / (calls - done);
    looks.push({ calls, resident: await processMemory(client.pid, "VmRSS"), call: median(times), processor });
    done = calls;
  }
  await client.close();
  await kestra.close();
  return looks;
}

/** Runs of which each is a process of its own. */
const runs = 3;

/** What is told of a start, of 2,000 calls and of 20,000. */
export async function memoryRows(entry: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const revision of revisions) rows.push(...(await rowsOf(entry, revision)));
  return rows;
}

async function rowsOf(entry: string, revision: Revision): Promise<readonly Row[]> {
  const looks: (readonly StdioMemory[])[] = [];
  for (let i = 0; i < runs; i++) looks.push(await stdioMemory(entry, [2000, 20_000], { revision }));
  const of = (at: number, what: "resident" | "call" | "processor") =>
    looks.map((points) => points[at]?.[what] ?? NaN);
  const megabytes = (at: number) => of(at, "resident").map((kilobytes) => kilobytes / 1024);
  const growth = of(2, "resident").map((last, i) => last / (of(1, "resident")[i] ?? NaN));
  const rows = [
    row(`${revision}, memory at a start over stdio`, "MB", megabytes(0)),
    row(`${revision}, memory after 2,000 calls of 5 KB over stdio`, "MB", megabytes(1), { atMost: 60 }),
    row(`${revision}, memory after 20,000 calls of 5 KB as a multiple of that after 2,000`, "ratio", growth, {
      atMost: 1.05,
    }),
  ];
  return [
    ...rows.map((it) => ifTold(of(0, "resident"), it)),
    row(`${revision}, time of a call of 5 KB over stdio, of the last 18,000`, "ms", of(2, "call")),
    row(`${revision}, time of the processor of a call of 5 KB over stdio`, "ms", of(2, "processor")),
  ];
}

async function callTimes(client: RawClient, calls: number, said: object): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const begun = performance.now();
    const result = await client.ask("tools/call", {
      name: tool,
      arguments: { namespace: "bench.flows" },
      ...said,
    });
    times.push(performance.now() - begun);
    const { content: [{ text = "" } = {}] = [] } = result as {
      readonly content?: readonly { text?: string }[];
    };
    if (text.length < 5000 || text.length > 5500) throw new Error(`Another answer than expected: ${text}`);
  }
  return times;
}

/** A Kestra of flows whose list has 5 KB as a tool gives it. */
async function startKestra(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const flows = Array.from({ length: 31 }, (_, at) => ({
    id: `collect_what_was_sold_${at}`,
    namespace: "bench.flows",
    revision: 1,
    disabled: false,
    deleted: false,
    description: `Reads what was sold in the shops of region ${at} and writes it to the warehouse, every day.`,
    tasks: [{ id: "log", type: "io.kestra.plugin.core.log.Log", message: "sold" }],
  }));
  const body = JSON.stringify(flows);
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close().closeAllConnections();
      await once(server, "close");
    },
  };
}

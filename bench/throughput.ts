import { authorization } from "../runtime/masking/masker.ts";
import { startListening, type ListeningProcess } from "./listening.ts";
import { load, type HttpPost, type Load } from "./load.ts";
import { openSession, request2025, request2026 } from "./mcp-post.ts";
import { processorTime } from "./processor-time.ts";

/** So many callers at once, and what they saw: of the server in either revision of the protocol, and of a bare proxy. */
export interface Throughput {
  readonly callers: number;
  readonly revision2025: Measured;
  readonly revision2026: Measured;
  readonly proxy: Measured;
}

export interface Measured extends Load {
  /** Milliseconds of the processor that a call took in the server, whatever else the machine did; 0 where it is not known. */
  readonly processor: number;
}

const answered = '"structuredContent":{';

/** Calls of each server before anything is measured. */
const warming = 5000;

/** The namespace that is listed. */
const namespace = "bench.http";

const call = { name: "list_flows_in_namespace", arguments: { namespace } };

/**
 * Calls one tool over HTTP, against a sandbox; each is a process of its own.
 * @param calls at each width, of each server
 * @param flows that an answer tells of, each of which takes about 450 bytes of what Kestra sends
 */
export async function throughput(
  entry: string,
  widths: readonly number[],
  calls: number,
  flows = 0,
): Promise<readonly Throughput[]> {
  const username = "bench@kestra.io";
  const password = "Bench-only-1";
  const sandbox = await startListening([
    "--import",
    "tsx",
    "bench/sandbox-process.ts",
    "1.3",
    username,
    password,
  ]);
  const env = { KESTRA_BASE_URL: sandbox.url, KESTRA_USERNAME: username, KESTRA_PASSWORD: password };
  const server = await startListening([entry, "--transport", "http"], { ...env, KESTRA_MCP_PORT: "0" });
  const signed = authorization({ kind: "basic", username, password }) ?? "";
  for (let at = 0; at < flows; at++) await createFlow(sandbox.url, signed, at);
  const target = `${sandbox.url}/api/v1/main/flows/${namespace}`;
  const proxy = await startListening(["--import", "tsx", "bench/bare-proxy.ts", target, signed]);
  const at = async (callers: number, calls: number): Promise<Throughput> => {
    const sessions = await Promise.all(Array.from({ length: callers }, () => openSession(server.url)));
    return {
      callers,
      revision2025: await measure(server, sessions.map(call2025), calls, answered),
      revision2026: await measure(server, sessions.map(call2026), calls, answered),
      proxy: await measure(proxy, sessions.map(call2026), calls, "\r\n\r\n["),
    };
  };
  // A server that many share runs for long: what V8 has not compiled yet tells nothing of it.
  await at(Math.max(...widths), warming);
  const results: Throughput[] = [];
  for (const callers of widths) results.push(await at(callers, calls));
  await Promise.all([server, proxy, sandbox].map(({ close }) => close()));
  return results;
}

async function createFlow(url: string, signed: string, at: number): Promise<void> {
  const body = `id: collect_what_was_sold_${at}
namespace: ${namespace}
description: Reads what was sold in the shops of region ${at} and writes it to the warehouse, every day.
labels:
  team: data
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: sold
`;
  const headers = { Authorization: signed, "Content-Type": "application/x-yaml" };
  const { status } = await fetch(`${url}/api/v1/main/flows`, { method: "POST", headers, body });
  if (status !== 200) throw new Error(`The sandbox takes no flow: ${status}.`);
}

async function measure(
  { url, pid }: ListeningProcess,
  requests: readonly HttpPost[],
  calls: number,
  good: string,
): Promise<Measured> {
  const before = await processorTime(pid);
  const loaded = await load(url, requests, calls, good);
  return { ...loaded, processor: ((await processorTime(pid)) - before) / calls };
}

function call2025(session: string): HttpPost {
  return request2025(session, "tools/call", call);
}

function call2026(): HttpPost {
  return request2026("tools/call", { ...call }, call.name);
}

import { Agent, request } from "node:http";
import { startSandbox } from "../sandbox/server.ts";
import { handshake, of2026, startRaw } from "./raw-client.ts";
import { ratiosInTurn, row, type Row } from "./report/row.ts";

/** The rows of a call over stdio, from line to line, next to the same HTTP request without the server between. */
export async function callRows(entry: string): Promise<readonly Row[]> {
  const username = "bench@kestra.io";
  const password = "Bench-only-1";
  const sandbox = await startSandbox({ line: "1.3", username, password });
  const env = { KESTRA_BASE_URL: sandbox.url, KESTRA_USERNAME: username, KESTRA_PASSWORD: password };
  const client = startRaw(entry, env);
  await client.ask("initialize", handshake);
  const call = { name: "list_flows_in_namespace", arguments: { namespace: "bench.none" } };
  const agent = new Agent({ keepAlive: true });
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const url = `${sandbox.url}/api/v1/main/flows/bench.none`;
  const direct: number[] = [];
  const of2025: number[] = [];
  const ofTheNew: number[] = [];
  for (let i = 0; i < 500; i++) {
    const times = [
      await timed(() => get(url, agent, authorization)),
      await timed(() => client.ask("tools/call", call)),
      await timed(() => client.ask("tools/call", { ...call, ...of2026 })),
    ] as const;
    // The first are of code that was not run before.
    if (i < 100) continue;
    direct.push(times[0]);
    of2025.push(times[1]);
    ofTheNew.push(times[2]);
  }
  await client.close();
  agent.destroy();
  await sandbox.close();
  return [
    row("time of an HTTP request to Kestra", "ms", direct),
    row("time of a call over stdio, 2025-11-25", "ms", of2025),
    row("time of a call over stdio, 2026-07-28", "ms", ofTheNew),
    row(
      "time of a call over stdio as a multiple of the request it makes, 2025-11-25",
      "ratio",
      ratiosInTurn(of2025, direct),
    ),
    row(
      "time of a call over stdio as a multiple of the request it makes, 2026-07-28",
      "ratio",
      ratiosInTurn(ofTheNew, direct),
    ),
    row(
      "time of a call over stdio above the request it makes, 2025-11-25",
      "ms",
      of2025.map((time, at) => time - (direct[at] ?? 0)),
      { atMost: 1 },
    ),
  ];
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function get(url: string, agent: Agent, authorization: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { authorization } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        resolve(text);
      });
    });
    sent.on("error", reject).end();
  });
}

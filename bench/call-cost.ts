import { Agent, request } from "node:http";
import { startSandbox } from "../sandbox/server.ts";
import { handshake, startRaw } from "./raw-client.ts";
import { median } from "./table.ts";

/** Medians in milliseconds: of a tool call, from line to line, and of the same HTTP request without the server between. */
export async function callCost(
  entry: string,
  times: number,
): Promise<{ readonly call: number; readonly direct: number }> {
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
  const calls: number[] = [];
  const directs: number[] = [];
  for (let i = 0; i < times; i++) {
    directs.push(await timed(() => get(url, agent, authorization)));
    calls.push(await timed(() => client.ask("tools/call", call)));
  }
  await client.close();
  agent.destroy();
  await sandbox.close();
  const warm = times / 4;
  return { call: median(calls.slice(warm)), direct: median(directs.slice(warm)) };
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

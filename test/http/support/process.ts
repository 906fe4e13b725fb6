import { Client } from "../../runtime/support/client.ts";
import { until } from "./serving.ts";

/** The program over HTTP, as a process. @returns its URL, once it listens */
export async function started(
  env: Readonly<Record<string, string>>,
): Promise<{ client: Client; url: string }> {
  const client = new Client({ KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_PORT: "0", ...env });
  await until(() => client.stderr.includes("Listening on"));
  return { client, url: /Listening on ([^"]+)/.exec(client.stderr)?.[1] ?? "" };
}

import { foreignMark } from "../../../runtime/text/as-data.ts";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from "@modelcontextprotocol/client";
import { onTestFinished } from "vitest";

/** The ways in which a client may speak to the endpoint. */
export const ways = ["2025-11-25", "2025-11-25 without sessions", "2026-07-28"] as const;

/** What the tests do with either SDK's client. */
export interface ToolClient {
  /** Their names. */
  list(): Promise<readonly string[]>;
  /** The text of the result, without the line that marks what others wrote. */
  call(name: string, args?: Record<string, unknown>): Promise<string>;
}

interface Content {
  readonly type: string;
  readonly text?: string;
}

/** Connects an official client that sends these headers with every request; closed when the test ends. */
export async function connected(
  way: (typeof ways)[number],
  url: string,
  headers: Record<string, string>,
): Promise<ToolClient> {
  const info = { name: "test", version: "1" };
  const options = { requestInit: { headers } };
  const client =
    way === "2026-07-28"
      ? new ClientV2(info, { versionNegotiation: { mode: { pin: way } } })
      : new ClientV1(info);
  if (client instanceof ClientV2) await client.connect(new TransportV2(new URL(url), options));
  else await client.connect(new TransportV1(new URL(url), options));
  onTestFinished(() => client.close());
  return {
    async list() {
      return (await client.listTools()).tools.map(({ name }) => name);
    },
    async call(name, args = {}) {
      const { content } = await client.callTool({ name, arguments: args });
      const texts = (content as readonly Content[]).map(({ text = "" }) => text);
      return texts.filter((text) => text !== foreignMark).join("\n");
    },
  };
}

import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from "@modelcontextprotocol/client";
import { onTestFinished } from "vitest";

/** The official SDKs. */
export const sdks = ["v1", "v2"] as const;

export type Sdk = (typeof sdks)[number];

/** What an SDK keeps between connections, such as a file of the user's. */
export interface Kept {
  client?: object;
  tokens?: Readonly<Record<string, unknown>>;
  verifier?: string;
  discovered?: object;
  /** Where it last sent the user. */
  sent?: URL;
}

/** What the SDK asks of a program: the same for both. */
export function providerOf(kept: Kept, metadata: object = {}, metadataUrl?: string) {
  return {
    redirectUrl: "http://127.0.0.1:4711/callback",
    clientMetadata: {
      client_name: "An SDK",
      redirect_uris: ["http://127.0.0.1:4711/callback"],
      token_endpoint_auth_method: "none",
      ...metadata,
    },
    ...(metadataUrl !== undefined && { clientMetadataUrl: metadataUrl }),
    state: () => "sdk-state",
    clientInformation: () => kept.client as never,
    saveClientInformation: (client: object) => {
      kept.client = client;
    },
    tokens: () => kept.tokens as never,
    saveTokens: (tokens: object) => {
      kept.tokens = tokens as Kept["tokens"] & object;
    },
    redirectToAuthorization: (url: URL) => {
      kept.sent = url;
    },
    saveCodeVerifier: (verifier: string) => {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier ?? "",
    invalidateCredentials: (what: string) => {
      if (what === "all" || what === "client") delete kept.client;
      if (what === "all" || what === "tokens") delete kept.tokens;
    },
    discoveryState: () => kept.discovered as never,
    saveDiscoveryState: (state: object) => {
      kept.discovered = state;
    },
  };
}

export interface SdkClient {
  ping(): Promise<unknown>;
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  call(name: string, values?: Record<string, unknown>): Promise<unknown>;
  /** Another one with what is kept would otherwise log in at the same time. */
  close(): Promise<void>;
}

interface Options {
  readonly sdk: Sdk;
  readonly url: string;
  readonly provider: ReturnType<typeof providerOf>;
  /** Has the user answer, and gives what came back. */
  readonly answer: () => Promise<URLSearchParams>;
}

/** Connects as a program does: it is sent to log in where it has no token, and connects again. */
export async function connectedBy({ sdk, url, provider, answer }: Options): Promise<SdkClient> {
  const info = { name: "test", version: "1" };
  const attempt = () => {
    if (sdk === "v1") {
      const client = new ClientV1(info);
      const transport = new TransportV1(new URL(url), { authProvider: provider });
      onTestFinished(() => client.close());
      return { client, transport, connect: () => client.connect(transport) };
    }
    const client = new ClientV2(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    const transport = new TransportV2(new URL(url), { authProvider: provider });
    onTestFinished(() => client.close());
    return { client, transport, connect: () => client.connect(transport) };
  };
  const first = attempt();
  const isIn = await first.connect().then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && /unauthorized/i.test(error.name + error.message)) return false;
      throw error;
    },
  );
  let { client } = first;
  if (!isIn) {
    const told = await answer();
    await first.transport.finishAuth(told.get("code") ?? "", told.get("iss") ?? undefined);
    const second = attempt();
    await second.connect();
    ({ client } = second);
  }
  return {
    ping: () => (sdk === "v1" ? (client as ClientV1).ping() : (client as ClientV2).listResources()),
    listTools: () => client.listTools(),
    call: (name, values = {}) => client.callTool({ name, arguments: values }),
    close: () => client.close(),
  };
}

import { kestraService } from "../../../../runtime/mcp/kestra-service.ts";
import type { AccessEvent } from "../../../../runtime/observe/observer.ts";
import { readRoles } from "../../../../runtime/access/roles-file.ts";
import { compiled } from "../../../../generated/compiled.ts";
import { createAuthentication } from "../../../../runtime/oauth/authentication.ts";
import { createClients, type ClientsOptions } from "../../../../runtime/oauth/clients/clients.ts";
import type { OAuthClient } from "../../../../runtime/oauth/clients/client.ts";
import type { ClientDocuments } from "../../../../runtime/oauth/clients/client-documents.ts";
import type { AuthorizationServer } from "../../../../runtime/oauth/endpoints/server.ts";
import { openFollowing } from "../../../../runtime/oauth/grants/following.ts";
import { pages } from "../../../../runtime/oauth/pages/pages.ts";
import { addressesOf, type Addresses } from "../../../../runtime/oauth/protocol/addresses.ts";
import { createMemoryStore } from "../../../../runtime/store/memory-store.ts";
import type { Store } from "../../../../runtime/store/store.ts";
import { byStaticToken } from "../../../../runtime/transport/http/checks/static-token.ts";
import { json, type Respond } from "../../../runtime/support/server.ts";
import { serving, type Serving } from "../../../http/support/serving.ts";
import { fakeUpstream, type FakeUpstream } from "./fake-upstream.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A clock that stands until a test moves it. */
export interface Clock {
  now: number;
}

export interface ServedOptions {
  readonly publicUrl?: string;
  readonly store?: Store;
  readonly clock?: Clock;
  readonly upstream?: FakeUpstream;
  readonly operators?: readonly OAuthClient[];
  readonly documents?: ClientDocuments;
  readonly clients?: Partial<ClientsOptions>;
  readonly roles?: string;
  readonly authToken?: string;
  readonly server?: Partial<AuthorizationServer>;
  readonly env?: Readonly<Record<string, string>>;
  /** Answers for Kestra; absent: with a flow. */
  readonly respond?: Respond;
  /** Whether replicas of the store share MCP sessions. */
  readonly sharesSessions?: boolean;
}

/** The server with its authorization server, in this process, behind a public URL that is not where it listens. */
export interface Served extends Serving {
  readonly addresses: Addresses;
  readonly store: Store;
  readonly clock: Clock;
  readonly upstream: FakeUpstream;
  readonly events: readonly AccessEvent[];
  /** Where it listens, of an address below the public URL. */
  at(address: string): string;
}

const usualRoles = `
claims: [roles]
roles:
  engineer:
    - allow: [all]
  reader:
    - allow: [read]
`;

const flow: Respond = (_, response) => {
  json(response, { id: "hello", namespace: "company", revision: 1, source: "id: hello" });
};

export async function served(options: ServedOptions = {}): Promise<Served> {
  const { publicUrl = "https://mcp.example.com", clock = { now: 1_000_000_000_000 }, authToken } = options;
  const now = () => clock.now;
  const store = options.store ?? createMemoryStore(now);
  const upstream = options.upstream ?? fakeUpstream();
  const addresses = addressesOf(publicUrl);
  const events: AccessEvent[] = [];
  const roles = await readRoles(
    { file: { name: "roles.yaml", text: options.roles ?? usualRoles } },
    compiled,
  );
  const server: AuthorizationServer = {
    store,
    now,
    times: { access: hour, refresh: 30 * day, recheck: hour, unchecked: 12 * hour },
    upstream,
    sealing: {
      seal: (text, grant) => `sealed ${grant} ${text}`,
      open: (sealed, grant) =>
        sealed.startsWith(`sealed ${grant} `) ? sealed.slice(`sealed ${grant} `.length) : undefined,
    },
    roles,
    resource: addresses.resource,
    tell: (event) => events.push(event),
    addresses,
    clients: createClients({
      store,
      now,
      operators: options.operators ?? [],
      documents: options.documents,
      mostAnHour: 20,
      ...options.clients,
    }),
    pages,
    registration: { kind: "open" },
    redirectUri: addresses.callback,
    takesTokensByPath: true,
    account: undefined,
    ...options.server,
  };
  const env = {
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_CONFIRM: "never",
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PUBLIC_URL: publicUrl,
    ...(authToken !== undefined && { KESTRA_MCP_AUTH_TOKEN: authToken }),
    ...options.env,
  };
  const http = await serving(options.respond ?? flow, {
    env,
    ...(options.sharesSessions === true && { store }),
    tools: { ...compiled, version: "1" },
    service: kestraService("1", compiled),
    authenticationOf: async ({ config: { endpoint } }) =>
      createAuthentication({
        server,
        following: await openFollowing(server),
        others: authToken === undefined ? undefined : byStaticToken(endpoint),
      }),
  });
  return Object.assign(http, {
    addresses,
    store,
    clock,
    upstream,
    events,
    at: (address: string) => http.origin + address.slice(addresses.origin.length),
  });
}

import type { IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { openAccounts, type OpenAccounts } from "../../../runtime/accounts/open-accounts.ts";
import { nobody, tokenHolder, type Principal, type User } from "../../../runtime/auth/principal.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { createLog, jsonLine } from "../../../runtime/log.ts";
import { masker } from "../../../runtime/masking/masker.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { createSession, type Session } from "../../../runtime/mcp/session.ts";
import type { AccessEvent, CallMade } from "../../../runtime/observe/observer.ts";
import type { Tracing } from "../../../runtime/observe/tracing.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { createVault, type Vault } from "../../../runtime/store/vault.ts";
import { listen, type Listening } from "../../../runtime/transport/http/serve.ts";
import { HttpRefusal } from "../../../runtime/transport/http/wire/refusal.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../../sandbox/server.ts";

/** The account page of the tests. */
export const link = "https://mcp.example.com/account";

/** The users of the sandbox: nobody else may use it. */
export const users = {
  ann: { username: "ann@example.com", password: "Ann-tests-only1" },
  bob: { username: "bob@example.com", password: "Bob-tests-only1" },
} as const;

/** Somebody who logged in. */
export function loggedIn(name: string, more: Partial<User> = {}): Principal {
  return {
    ...nobody,
    subject: `sub-${name}`,
    issuer: "https://login.example.com",
    proof: "access token",
    scopes: ["kestra.destroy"],
    user: { name, email: `${name}@example.com`, emailVerified: true, ...more },
  };
}

/** A server for users, against a sandbox. */
export interface UserServing extends Listening {
  readonly sandbox: Sandbox;
  readonly operator: Session;
  readonly store: Store;
  readonly vault: Vault;
  readonly accounts: OpenAccounts;
  readonly logged: readonly string[];
  readonly warnings: readonly string[];
  readonly events: readonly AccessEvent[];
  readonly calls: readonly CallMade[];
}

interface UserServingOptions {
  readonly env?: Environment;
  readonly sandbox?: Partial<SandboxOptions>;
  /** Another replica, whose store and vault it shares. */
  readonly beside?: UserServing;
  /** Another than that of the operator's keys. */
  readonly vault?: Vault;
  /** Bearer token -> who has it. */
  readonly principals?: Readonly<Record<string, Principal>>;
  readonly tracing?: Tracing;
}

/** Serves; stopped when the test ends. Whoever sends `Bearer ann` is Ann, and `Bearer operator` the operator. */
export async function servingUsers(options: UserServingOptions = {}): Promise<UserServing> {
  const { beside } = options;
  const sandbox =
    beside?.sandbox ?? (await startSandbox({ line: "2.0", users: Object.values(users), ...options.sandbox }));
  const config = readConfig({
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_MCP_TRANSPORT: "http",
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_STORE: "file:/nowhere/store.db",
    KESTRA_MCP_ENCRYPTION_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString("base64url")}`,
    KESTRA_MCP_ENABLED_TOOLS:
      "account, direct, instance, flow, execution, backfill, trigger, catalog, namespace",
    KESTRA_MCP_CONFIRM: "never",
    KESTRA_MCP_LOG_LEVEL: "DEBUG",
    ...options.env,
  });
  const logged: string[] = [];
  const events: AccessEvent[] = [];
  const calls: CallMade[] = [];
  const log = createLog(
    "debug",
    (it) => logged.push(it),
    masker(config.connection.credentials),
    () => new Date(0),
    jsonLine,
  );
  const observers = [
    {
      access: (event: AccessEvent) => {
        events.push(event);
      },
      call: (made: CallMade) => {
        calls.push(made);
      },
    },
  ];
  const { tracing } = options;
  const operator = createSession({ version: "1", ...compiled }, config, log, { observers, tracing });
  const store = beside?.store ?? createMemoryStore(Date.now);
  const vault = options.vault ?? beside?.vault ?? createVault(config.endpoint.encryptionKeys ?? []);
  const warnings: string[] = [];
  const accounts = openAccounts(operator, {
    store,
    vault,
    warn: (sentence) => warnings.push(sentence),
    link: config.endpoint.auth === "external" ? undefined : link,
  });
  const principals = {
    ann: loggedIn("ann"),
    bob: loggedIn("bob"),
    operator: tokenHolder,
    ...options.principals,
  };
  const server = await listen({
    service: kestraService("1", compiled),
    session: operator,
    endpoint: config.endpoint,
    users: accounts.users,
    authentication: {
      authenticate: ({ request }) => Promise.resolve(principalIn(request, principals)),
      routes: [],
      close: () => Promise.resolve(),
    },
  });
  onTestFinished(async () => {
    await server.stop(0);
    operator.close();
    if (beside === undefined) await sandbox.close();
  });
  return Object.assign(server, {
    sandbox,
    operator,
    store,
    vault,
    accounts,
    logged,
    warnings,
    events,
    calls,
  });
}

function principalIn(
  { headers }: IncomingMessage,
  principals: Readonly<Record<string, Principal>>,
): Principal {
  const principal = principals[(headers.authorization ?? "").replace("Bearer ", "")];
  if (principal === undefined) throw new HttpRefusal(401, "Who are you?");
  return principal;
}

/** The header of a user. */
export const as = (name: string) => ({ Authorization: `Bearer ${name}` });

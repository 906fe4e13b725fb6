import type { ServiceAddress } from "../network/connection.ts";
import type { Lacks } from "../tool/host.ts";

/** What decides it of the configuration. */
interface Machine {
  readonly transport: "stdio" | "http";
  readonly downloadFolder?: string | undefined;
  /** How users log in over HTTP, and whose credentials they have. */
  readonly endpoint: {
    readonly auth: string;
    readonly userCredentials: readonly string[];
    readonly tokenTool: string;
    readonly oidcClientId?: unknown;
    readonly store?: unknown;
    readonly encryptionKeys?: unknown;
    readonly encryptionKeysFile?: unknown;
    readonly oldEncryptionKey?: unknown;
  };
}

/**
 * What tools may not use here, and why: what is on this machine is for those who started us on it.
 * @param hasMachine whether what is there may be used, which beside a sandbox is not so
 */
export function lacksOf({ transport, downloadFolder, endpoint }: Machine, hasMachine: boolean): Lacks {
  const remote = "KESTRA_MCP_TRANSPORT, which is http";
  if (transport === "http") {
    const noAccount = accountLacks(endpoint);
    return {
      ...{ connections: remote, downloads: remote, local: remote },
      ...(noAccount !== undefined && { account: noAccount }),
    };
  }
  const alone = "--sandbox, beside which there is nothing";
  return {
    account: "KESTRA_MCP_TRANSPORT, which is stdio",
    ...(!hasMachine && { connections: alone, local: alone }),
    ...(downloadFolder === undefined && { downloads: "KESTRA_MCP_DOWNLOAD_DIR, which is not set" }),
  };
}

/** Why users register no credentials here; undefined where they do. */
function accountLacks(endpoint: Machine["endpoint"]): string | undefined {
  const {
    auth,
    userCredentials,
    tokenTool,
    oidcClientId,
    store,
    encryptionKeys,
    encryptionKeysFile,
    oldEncryptionKey,
  } = endpoint;
  const hasKey = [encryptionKeys, encryptionKeysFile, oldEncryptionKey].some((one) => one !== undefined);
  if (auth === "token") return "KESTRA_MCP_AUTH, which is token";
  if (!userCredentials.includes("stored"))
    return `KESTRA_MCP_USER_CREDENTIALS, which is ${userCredentials.join(", ")}`;
  if (tokenTool === "off") return "KESTRA_MCP_TOKEN_TOOL, which is off";
  if (auth === "external" && tokenTool === "page" && oidcClientId === undefined)
    return "KESTRA_MCP_OIDC_CLIENT_ID, which is not set: with KESTRA_MCP_AUTH external there is then no page for it";
  if (store === undefined) return "KESTRA_MCP_STORE, which is not set";
  return hasKey ? undefined : "KESTRA_MCP_ENCRYPTION_KEYS, which is not set";
}

/** Services that are not asked, and that nothing answers for, each with the variables that keep them silent. */
export type Silent = Readonly<Record<string, string>>;

/** Those of a configuration. What is kept in a folder may answer, as far as is known. */
export function silentServices(services: Readonly<Record<string, ServiceAddress>>): Silent {
  const silent = Object.entries(services).flatMap(([name, { keeps }]) => {
    if (keeps?.unasked === undefined || keeps.files.length > 0 || keeps.cache !== undefined) return [];
    const { sources, sourcesFrom, filesFrom } = keeps;
    const without = sources === "offline" ? `, without ${filesFrom}` : "";
    return [[name, `${sourcesFrom}, which is ${sources}${without}`] as const];
  });
  return Object.fromEntries(silent);
}

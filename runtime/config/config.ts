import { isTenant, parseBaseUrl, type BaseUrl } from "../kestra/base-url.ts";
import { readConfirmPolicy, type ConfirmPolicy } from "../confirm/policy.ts";
import { defaultBaseUrl, defaultTenant, type Connection, type Credentials } from "../network/connection.ts";
import { readEndpoint, type Endpoint } from "./endpoint.ts";
import type { EnvFile } from "./env-file.ts";
import { ConfigurationError } from "../errors.ts";
import { logLevels, type LogLevel } from "../log.ts";
import { ignoredFor, ignoredVariables, misspeltVariables } from "./ignored-variables.ts";
import { didYouMean } from "../near-miss.ts";
import { requireFilled } from "../placeholder.ts";
import { readNetwork } from "../network/network.ts";
import { proxyNames } from "../network/proxy.ts";
import { parseRelease, type Release } from "../kestra/release.ts";
import { variables, type VariableName } from "./variables.ts";
import type { Environment } from "../environment.ts";

/** What the operator decided, checked. */
export interface Config {
  readonly connection: Connection;
  /** Words of KESTRA_MCP_ENABLED_TOOLS; undefined: the default set. */
  readonly enabled?: readonly string[];
  readonly disabled: readonly string[];
  readonly readOnly: boolean;
  readonly confirm: ConfirmPolicy;
  readonly logLevel: LogLevel;
  /** The release that the operator says Kestra is of. */
  readonly release?: Release;
  readonly transport: Transport;
  /** For `http`. */
  readonly endpoint: Endpoint;
  /** The file that some of it was read from. */
  readonly envFile?: EnvFile;
  /** A sentence for each variable that was probably meant for us, and is not read. */
  readonly ignored: readonly string[];
}

/** How clients reach the server. */
export const transports = ["stdio", "http"] as const;

export type Transport = (typeof transports)[number];

/**
 * Reads the environment. A variable that is empty counts as unset.
 * @param file what some of it was read from, to be named in errors
 * @throws ConfigurationError naming the variable; it never holds a credential.
 */
export function readConfig(env: Environment, file?: EnvFile): Config {
  refuseMisspelt(env);
  const from = (name: string) =>
    file !== undefined && name in file.given && file.given[name] === env[name] ? file.path : undefined;
  for (const { name } of variables) requireFilled(name, env[name], from(name));
  for (const name of proxyNames) requireFilled(name.toLowerCase(), env[name.toLowerCase()]);
  const read = (name: VariableName): string | undefined => env[name] || undefined;
  const base = parseBaseUrl(read("KESTRA_BASE_URL") ?? defaultBaseUrl);
  const hint = env.KESTRA_BASE_URL ? "" : ignoredFor(env, "KESTRA_BASE_URL").trim();
  const enabled = words(read("KESTRA_MCP_ENABLED_TOOLS"));
  const release = readRelease(read("KESTRA_API_VERSION"));
  const tenant = readTenant(read("KESTRA_TENANT_ID"), base);
  const network = readNetwork(env, read, base.url);
  const transport = readTransport(read("KESTRA_MCP_TRANSPORT") ?? "stdio");
  return {
    connection: {
      baseUrl: base.url,
      ...(hint === "" ? {} : { baseUrlHint: hint }),
      tenant: tenant ?? defaultTenant,
      credentials: readCredentials(env, read, base),
      timeout: readSeconds(read("KESTRA_MCP_TIMEOUT") ?? "30"),
      headers: tenant === undefined ? {} : { "X-Kestra-Tenant": tenant },
      ...(network && { network }),
    },
    ...(enabled.length > 0 ? { enabled } : {}),
    disabled: words(read("KESTRA_MCP_DISABLED_TOOLS")),
    readOnly: readBoolean("KESTRA_MCP_READ_ONLY", read("KESTRA_MCP_READ_ONLY") ?? "false"),
    confirm: readConfirmPolicy(
      read("KESTRA_MCP_CONFIRM") ?? (transport === "stdio" ? "never" : "destructive"),
    ),
    logLevel: readLogLevel(read("KESTRA_MCP_LOG_LEVEL") ?? "ERROR"),
    ...(release === undefined ? {} : { release }),
    transport,
    ...(file === undefined ? {} : { envFile: file }),
    ignored: ignoredVariables(env),
    endpoint: readEndpoint({
      read,
      readBoolean: (name) => readBoolean(name, read(name) ?? "false"),
      words: (name) => words(read(name)),
    }),
  };
}

/** A misspelt KESTRA_MCP_READ_ONLY must not be a server that writes. */
function refuseMisspelt(env: Environment): void {
  const [misspelt] = misspeltVariables(env);
  if (misspelt === undefined) return;
  const { name, meant } = misspelt;
  throw new ConfigurationError(`${name} is not a variable of kestra-mcp. Did you mean ${meant}?`);
}

function readTenant(configured: string | undefined, base: BaseUrl): string | undefined {
  const tenant = configured?.trim() ?? base.tenant;
  if (tenant !== undefined && !isTenant(tenant)) {
    throw new ConfigurationError("KESTRA_TENANT_ID must be letters, digits, dots, dashes and underscores.");
  }
  if (base.tenant !== undefined && tenant !== base.tenant) {
    throw new ConfigurationError("KESTRA_TENANT_ID is not the tenant at the end of KESTRA_BASE_URL.");
  }
  return tenant;
}

function readCredentials(
  env: Environment,
  read: (name: VariableName) => string | undefined,
  base: BaseUrl,
): Credentials {
  const username = read("KESTRA_USERNAME");
  const password = read("KESTRA_PASSWORD");
  const token = read("KESTRA_API_TOKEN")
    ?.trim()
    .replace(/^Bearer\s+/i, "");
  if (username !== undefined && password !== undefined) {
    if (username.includes(":")) throw new ConfigurationError("KESTRA_USERNAME must not hold a colon.");
    return { kind: "basic", username, password };
  }
  if (token !== undefined && token !== "") {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new ConfigurationError("KESTRA_API_TOKEN holds a character that no token has.");
    }
    return { kind: "bearer", token };
  }
  if (username !== undefined) throw lonely("KESTRA_USERNAME", "KESTRA_PASSWORD", env);
  if (password !== undefined) throw lonely("KESTRA_PASSWORD", "KESTRA_USERNAME", env);
  if (base.username === undefined) {
    const hint = ignoredFor(env, "KESTRA_USERNAME", "KESTRA_PASSWORD", "KESTRA_API_TOKEN").trim();
    return { kind: "none", ...(hint === "" ? {} : { hint }) };
  }
  if (base.username.includes(":"))
    throw new ConfigurationError("The user in KESTRA_BASE_URL must not hold a colon.");
  return {
    kind: "basic",
    username: base.username,
    password: base.password ?? "",
    from: "KESTRA_BASE_URL",
  };
}

function lonely(set: VariableName, missing: VariableName, env: Environment): ConfigurationError {
  return new ConfigurationError(`${set} is set, but ${missing} is not.${ignoredFor(env, missing)}`);
}

/** Seconds: a day. */
const longestTimeout = 86_400;

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= longestTimeout)) {
    throw new ConfigurationError(
      `KESTRA_MCP_TIMEOUT must be seconds, more than 0 and at most ${longestTimeout}, such as 30, not ${JSON.stringify(text)}.`,
    );
  }
  return Math.ceil(seconds * 1000);
}

function readBoolean(name: VariableName, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (["true", "1", "yes", "on"].includes(word)) return true;
  if (["false", "0", "no", "off"].includes(word)) return false;
  throw new ConfigurationError(`${name} must be true or false, not ${JSON.stringify(text)}.`);
}

/** The levels of Python's logging, which the official server takes. */
const pythonLevels: Readonly<Record<string, LogLevel>> = {
  NOTSET: "debug",
  DEBUG: "debug",
  INFO: "info",
  WARN: "warning",
  WARNING: "warning",
  ERROR: "error",
  FATAL: "critical",
  CRITICAL: "critical",
};

function readLogLevel(text: string): LogLevel {
  const word = text.trim().toUpperCase();
  const level = pythonLevels[word];
  if (level !== undefined) return level;
  throw new ConfigurationError(
    `KESTRA_MCP_LOG_LEVEL must be one of ${logLevels.join(", ").toUpperCase()}, not ${JSON.stringify(text)}.` +
      didYouMean(word, Object.keys(pythonLevels)),
  );
}

function readRelease(text: string | undefined): Release | undefined {
  if (text === undefined) return undefined;
  const release = parseRelease(text);
  if (release !== undefined) return release;
  throw new ConfigurationError(
    `KESTRA_API_VERSION must be a release such as 1, 1.3.3 or v2.0.1, not ${JSON.stringify(text)}.`,
  );
}

/**
 * How clients reach the server.
 * @param name what it was given in
 * @throws ConfigurationError with that name
 */
export function readTransport(text: string, name = "KESTRA_MCP_TRANSPORT"): Transport {
  const word = text.trim().toLowerCase();
  const transport = transports.find((one) => one === word);
  if (transport !== undefined) return transport;
  throw new ConfigurationError(
    `${name} must be ${transports.join(" or ")}, not ${JSON.stringify(text)}.${didYouMean(word, transports)}`,
  );
}

function words(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

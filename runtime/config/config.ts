import {
  defaultTenant,
  type Connection,
  type OtherServices,
  type ServiceAddress,
} from "../network/connection.ts";
import { readNetwork } from "../network/network.ts";
import type { ConfirmPolicy } from "../confirm/policy.ts";
import { requireFilled } from "../placeholder.ts";
import { ConfigurationError } from "../errors.ts";
import { credentialsOf } from "./credentials.ts";
import type { Endpoint } from "./endpoint.ts";
import type { EnvFile } from "./env-file.ts";
import { formerNames, ignoredFormerNames, withFormerNames } from "./former-names.ts";
import { ignoredFor, ignoredVariables, misspeltVariables } from "./ignored-variables.ts";
import { serviceAddresses, serviceVariables } from "./variables/service-variables.ts";
import { tenantOf } from "./readers/tenant.ts";
import { settingsOf, valuesOf, type Settings, type Values } from "./values.ts";
import { inLowerCase, variables } from "./variables/variables.ts";
import type { Environment } from "../environment.ts";
import type { Setting } from "../tool/server-facts.ts";

/** What the operator decided, checked: the settings that are a variable each, and what several say together. */
export interface Config extends Settings<"config"> {
  readonly connection: Connection;
  /** Words of KESTRA_MCP_ENABLED_TOOLS; undefined: the default set. */
  readonly enabled?: readonly string[];
  readonly confirm: ConfirmPolicy;
  /** Where services besides Kestra answer, by name. */
  readonly services: Readonly<Record<string, ServiceAddress>>;
  /** For `http`. */
  readonly endpoint: Endpoint;
  /** The file that some of it was read from. */
  readonly envFile?: EnvFile;
  /** The variables that are set, in the order of the documentation, and where each is. */
  readonly settings: readonly Setting[];
  /** The same, with what each says: it may be a secret. */
  readonly set: readonly SetVariable[];
  /** A sentence for each variable that was probably meant for us, and is not read. */
  readonly ignored: readonly string[];
}

/** A variable that is set. */
export interface SetVariable extends Setting {
  readonly text: string;
}

/** Variables that something else stands for, such as a saved connection. */
export interface GivenVariables {
  readonly given: Environment;
  /** Where from, in words: `context prod of ~/.kestractl/config.yaml`. */
  readonly from: string;
  /** What gave KESTRA_BASE_URL, as errors name it. */
  readonly host: string;
  /** What gives KESTRA_TENANT_ID, likewise. */
  readonly tenant: string;
  /** What to give where credentials are missing; absent: variables. */
  readonly give?: string;
}

/** What was read before the environment is, to be named. */
export interface ReadBefore {
  /** What some of it was read from. */
  readonly file?: EnvFile | undefined;
  /** What it was completed by. */
  readonly saved?: GivenVariables | undefined;
  /** Sentences about what else was meant to give some of it and does not. */
  readonly ignored?: readonly string[];
  /** That tools ask besides Kestra. */
  readonly services?: OtherServices;
}

/**
 * Reads the environment. A variable that is empty counts as unset.
 * @throws ConfigurationError naming the variable; it never holds a credential.
 */
export function readConfig(
  given: Environment,
  { file, saved, ignored = [], services = {} }: ReadBefore = {},
): Config {
  const env = withFormerNames(given);
  refuseMisspelt(env);
  const of = (source: EnvFile | GivenVariables | undefined, name: string) =>
    source !== undefined && name in source.given && source.given[name] === env[name];
  const inFile = (name: string) => (of(file, name) ? file?.path : undefined);
  const from = (name: string) => (of(saved, name) ? saved?.from : inFile(name));
  for (const { name } of variables) requireFilled(name, env[name], inFile(name));
  for (const name of inLowerCase) requireFilled(name, env[name]);
  for (const { name } of serviceVariables(services)) requireFilled(name, env[name]);
  const value = valuesOf(env);
  const enabled = value("KESTRA_MCP_ENABLED_TOOLS");
  const connection = withSource(connectionOf(env, value), saved);
  const settings = settingsOf("config", env);
  const set = [...variables, ...serviceVariables(services)].flatMap(({ name }) => {
    const text = env[name];
    return text ? [{ name, from: from(name) ?? "environment", text }] : [];
  });
  return {
    ...settings,
    connection,
    ...(enabled.length > 0 ? { enabled } : {}),
    confirm: value("KESTRA_MCP_CONFIRM") ?? (settings.transport === "stdio" ? "never" : "destructive"),
    ...(file === undefined ? {} : { envFile: file }),
    settings: set.map(({ name, from: where }) => ({ name, from: where })),
    set,
    ignored: [
      ...ignored,
      ...ignoredVariables(without(env, formerNames(env)), undefined, services),
      ...ignoredFormerNames(env),
    ],
    services: serviceAddresses(services, env, (name) =>
      of(saved, name) ? `${name} of ${saved?.from ?? ""}` : name,
    ),
    endpoint: settingsOf("endpoint", env),
  };
}

/** What errors name, where it was no variable that somebody set. */
function withSource(connection: Connection, saved: GivenVariables | undefined): Connection {
  if (saved === undefined) return connection;
  const { credentials } = connection;
  const { from, give, host, tenant } = saved;
  const named =
    credentials.kind === "none"
      ? { ...credentials, ...(give !== undefined && { give }) }
      : { ...credentials, from: { saved: from } };
  return { ...connection, baseUrlFrom: host, tenantFrom: tenant, credentials: named };
}

/** A misspelt KESTRA_MCP_READ_ONLY must not be a server that writes. */
function refuseMisspelt(env: Environment): void {
  const [misspelt] = misspeltVariables(env);
  if (misspelt === undefined) return;
  const { name, meant } = misspelt;
  throw new ConfigurationError(`${name} is not a variable of kestra-mcp. Did you mean ${meant}?`);
}

function connectionOf(env: Environment, value: Values): Connection {
  const base = value("KESTRA_BASE_URL");
  const hint = env.KESTRA_BASE_URL ? "" : ignoredFor(env, "KESTRA_BASE_URL").trim();
  const tenant = tenantOf(value("KESTRA_TENANT_ID"), base);
  const network = readNetwork(env, base.url, {
    headers: value("KESTRA_MCP_EXTRA_HEADERS") ?? {},
    authorities: value("SSL_CERT_FILE"),
    cert: value("KESTRA_MCP_CLIENT_CERT"),
    key: value("KESTRA_MCP_CLIENT_KEY"),
    passphrase: value("KESTRA_MCP_CLIENT_KEY_PASSPHRASE"),
  });
  return {
    baseUrl: base.url,
    ...(hint === "" ? {} : { baseUrlHint: hint }),
    tenant: tenant ?? defaultTenant,
    ...(base.tenant !== undefined && { tenantFrom: "the tenant at the end of KESTRA_BASE_URL" }),
    credentials: credentialsOf(env, value, base),
    timeout: value("KESTRA_MCP_TIMEOUT"),
    headers: tenant === undefined ? {} : { "X-Kestra-Tenant": tenant },
    ...(network && { network }),
  };
}

function without(env: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

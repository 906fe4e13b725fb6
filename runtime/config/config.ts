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
import { ignoredFor, ignoredVariables, misspeltVariables } from "./ignored-variables.ts";
import { serviceAddresses, serviceVariables } from "./service-variables.ts";
import { tenantOf } from "./tenant.ts";
import { settingsOf, valuesOf, type Settings, type Values } from "./values.ts";
import { inLowerCase, variables } from "./variables.ts";
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
  /** A sentence for each variable that was probably meant for us, and is not read. */
  readonly ignored: readonly string[];
}

/**
 * Reads the environment. A variable that is empty counts as unset.
 * @param file what some of it was read from, to be named in errors
 * @param services that tools ask besides Kestra
 * @throws ConfigurationError naming the variable; it never holds a credential.
 */
export function readConfig(env: Environment, file?: EnvFile, services: OtherServices = {}): Config {
  refuseMisspelt(env);
  const from = (name: string) =>
    file !== undefined && name in file.given && file.given[name] === env[name] ? file.path : undefined;
  for (const { name } of variables) requireFilled(name, env[name], from(name));
  for (const name of inLowerCase) requireFilled(name, env[name]);
  for (const { name } of serviceVariables(services)) requireFilled(name, env[name]);
  const value = valuesOf(env);
  const enabled = value("KESTRA_MCP_ENABLED_TOOLS");
  const connection = connectionOf(env, value);
  const settings = settingsOf("config", env);
  return {
    ...settings,
    connection,
    ...(enabled.length > 0 ? { enabled } : {}),
    confirm: value("KESTRA_MCP_CONFIRM") ?? (settings.transport === "stdio" ? "never" : "destructive"),
    ...(file === undefined ? {} : { envFile: file }),
    settings: [...variables, ...serviceVariables(services)].flatMap(({ name }) =>
      env[name] ? [{ name, from: from(name) ?? "environment" }] : [],
    ),
    ignored: ignoredVariables(env, undefined, services),
    services: serviceAddresses(services, env),
    endpoint: settingsOf("endpoint", env),
  };
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
    credentials: credentialsOf(env, value, base),
    timeout: value("KESTRA_MCP_TIMEOUT"),
    headers: tenant === undefined ? {} : { "X-Kestra-Tenant": tenant },
    ...(network && { network }),
  };
}

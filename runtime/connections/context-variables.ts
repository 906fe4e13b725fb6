import { isPlaceholder } from "../placeholder.ts";
import type { GivenVariables } from "../config/config.ts";
import { valueIn } from "../config/values.ts";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { isFilled, shownName, type SavedContext } from "./saved-context.ts";

/** What says where a Kestra is and who calls, whatever the keys are called. */
interface Said {
  readonly host: string;
  readonly tenant: string;
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly headers: readonly string[];
}

/** How a key is called where it stands, for errors. */
type Names = (key: keyof Said) => string;

/** What kestractl takes for who calls; it writes the first two and takes whatever is there. */
const methods = ["token", "basicauth", "basic"];

/**
 * The variables that a saved connection stands for: its host goes with its credentials alone.
 * @param path of its file, for people
 * @throws ConfigurationError naming the file and the key, never a value
 */
export function variablesOf({ name, fields }: SavedContext, path: string): GivenVariables {
  const names = (key: string) => `contexts.${shownName(name)}.${key} in ${path}`;
  const said = saidIn(fields, names);
  const from = `context ${shownName(name)} of ${path}`;
  const give = `username and password, or token, in ${from}`;
  return { given: given(said, names), from, host: names("host"), tenant: names("tenant"), give };
}

/**
 * The same of one that is to be saved.
 * @throws ConfigurationError naming the argument, never a value
 */
export function variablesOfArguments(fields: SavedContext["fields"]): GivenVariables {
  const names = (key: string) => key;
  const said = saidIn(fields, names);
  const from = said.token === "" ? "the arguments username and password" : "the argument token";
  const give = "username and password, or token";
  return { given: given(said, names), from, host: names("host"), tenant: names("tenant"), give };
}

/** @throws ConfigurationError for what is no connection */
function saidIn(fields: SavedContext["fields"], names: (key: string) => string): Said {
  const method = textOf(fields.auth_method, names("auth_method"));
  if (method !== "" && !methods.includes(method.toLowerCase()))
    throw new ConfigurationError(`${names("auth_method")} must be token or basicAuth.`);
  const said = {
    host: textOf(fields.host, names("host")),
    tenant: textOf(fields.tenant, names("tenant")),
    token: textOf(fields.token, names("token")),
    username: textOf(fields.username, names("username")),
    password: textOf(fields.password, names("password")),
    headers: linesOf(fields.headers, names("headers")),
  };
  if (said.host === "") throw new ConfigurationError(`${names("host")} is missing.`);
  const isAnonymous = said.token + said.username + said.password === "";
  if (method !== "" && isAnonymous) {
    const missing = method.toLowerCase() === "token" ? "token" : "username";
    throw new ConfigurationError(`${names(missing)} is missing.`);
  }
  return said;
}

/** Variables of kestractl's own: the key of each, and what it says. */
export const kestractlVariables = {
  host: "KESTRACTL_HOST",
  tenant: "KESTRACTL_TENANT",
  token: "KESTRACTL_TOKEN",
  username: "KESTRACTL_USERNAME",
  password: "KESTRACTL_PASSWORD",
  headers: "KESTRACTL_HEADER",
} as const satisfies Record<keyof Said, string>;

/**
 * The same of kestractl's own variables.
 * @throws ConfigurationError naming the variable, never a value
 */
export function variablesOfKestractl(env: Environment): GivenVariables {
  const names = (key: keyof Said) => kestractlVariables[key];
  const text = (key: keyof Said) => (env[names(key)] ?? "").trim();
  const said = {
    host: text("host"),
    tenant: text("tenant"),
    token: text("token"),
    username: text("username"),
    password: env[names("password")] ?? "",
    headers: headersOf(text("headers")),
  };
  const give = `${names("username")} and ${names("password")}, or ${names("token")}`;
  return {
    given: given(said, names),
    from: "KESTRACTL_*",
    host: names("host"),
    tenant: names("tenant"),
    give,
  };
}

/** Several stand with spaces between, as kestractl reads them, where each of them is one. */
function headersOf(text: string): readonly string[] {
  const words = text.split(/\s+/);
  return words.every((word) => /^[^:]+:./.test(word))
    ? words
    : text.split(/\n/).filter((line) => line !== "");
}

/** As kestractl takes an address. */
export function withScheme(host: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(host) ? host : `http://${host}`;
}

/** A token beats a name and a password, as with kestractl. */
function given({ host, tenant, token, username, password, headers }: Said, names: Names): Environment {
  const url = withScheme(host);
  check("KESTRA_BASE_URL", url, names("host"));
  const base = valueIn("KESTRA_BASE_URL", url, names("host"));
  if (tenant !== "") check("KESTRA_TENANT_ID", tenant, names("tenant"));
  if (base.tenant !== undefined && tenant !== "" && base.tenant !== tenant)
    throw new ConfigurationError(`${names("tenant")} is not the tenant at the end of ${names("host")}.`);
  return {
    KESTRA_BASE_URL: url,
    ...(tenant !== "" && { KESTRA_TENANT_ID: tenant }),
    ...credentials({ token, username, password }, names),
    ...(headers.length > 0 && { KESTRA_MCP_EXTRA_HEADERS: headersGiven(headers, names("headers")) }),
  };
}

function credentials(
  { token, username, password }: Pick<Said, "token" | "username" | "password">,
  names: Names,
): Environment {
  if (token !== "") {
    check("KESTRA_API_TOKEN", token, names("token"));
    if (!/^(Bearer\s+)?[\x21-\x7e]+$/i.test(token))
      throw new ConfigurationError(`${names("token")} holds a character that no token has.`);
    return { KESTRA_API_TOKEN: token };
  }
  if (username === "" && password === "") return {};
  if (username === "" || password === "") {
    const missing = username === "" ? "username" : "password";
    throw new ConfigurationError(`${names(missing)} is missing.`);
  }
  if (username.includes(":")) throw new ConfigurationError(`${names("username")} must not hold a colon.`);
  check("KESTRA_USERNAME", username, names("username"));
  check("KESTRA_PASSWORD", password, names("password"));
  return { KESTRA_USERNAME: username, KESTRA_PASSWORD: password };
}

/** As JSON. */
function headersGiven(headers: readonly string[], name: string): string {
  const pairs = headers.map((line) => {
    const colon = line.indexOf(":");
    if (line.slice(0, Math.max(0, colon)).trim() === "")
      throw new ConfigurationError(`${name} must hold Name: value, which one of its lines is not.`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const text = JSON.stringify(Object.fromEntries(pairs));
  check("KESTRA_MCP_EXTRA_HEADERS", text, name);
  return text;
}

/** Whether the server would start with it; otherwise it is said under the name that it has where it stands. */
function check(variable: Parameters<typeof valueIn>[0], text: string, name: string): void {
  if (isPlaceholder(text, variable))
    throw new ConfigurationError(`${name} is a placeholder. Write the value itself.`);
  valueIn(variable, text, name);
}

function textOf(value: unknown, name: string): string {
  if (!isFilled(value)) return "";
  if (typeof value === "string") return value;
  throw new ConfigurationError(`${name} must be a text.`);
}

function linesOf(value: unknown, name: string): readonly string[] {
  if (!isFilled(value)) return [];
  if (Array.isArray(value) && value.every((line): line is string => typeof line === "string")) return value;
  throw new ConfigurationError(`${name} must be a list of Name:value.`);
}

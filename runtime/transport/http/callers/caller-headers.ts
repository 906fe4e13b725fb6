import type { IncomingHttpHeaders } from "node:http";
import { isAllowed } from "../../../kestra/base-url-list.ts";
import { isTenant, parseBaseUrl, type BaseUrl } from "../../../kestra/base-url.ts";
import type { Config } from "../../../config/config.ts";
import type { Connection, Credentials } from "../../../network/connection.ts";
import { ConfigurationError } from "../../../errors.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { isPlaceholder } from "../../../placeholder.ts";
import { remembered } from "../../../text/remembered.ts";

/** The headers in which a caller says whose Kestra it is to be. */
const names = [
  "X-Kestra-Base-Url",
  "X-Kestra-Tenant",
  "X-Kestra-Token",
  "X-Kestra-Username",
  "X-Kestra-Password",
] as const;

/** Without the X, and without marks. */
const known: readonly string[] = names.map((name) => name.slice(1).replaceAll("-", "").toLowerCase());

type Name = (typeof names)[number];

type Given = Partial<Readonly<Record<Name, string>>>;

const complete =
  "Send X-Kestra-Token, or X-Kestra-Username with X-Kestra-Password; X-Kestra-Base-Url and X-Kestra-Tenant may go with them.";

/**
 * The connection that a caller asks for, with the caller's own credentials alone. Where it names no address it is the
 * operator's; there the operator's tenant is the usual one, elsewhere `main`.
 * @returns undefined where the headers say nothing of it: then the operator's is meant
 * @throws HttpRefusal in a sentence without any of the values: 400 for what is incomplete or wrong, 403 for what the
 * operator does not allow
 */
export function callerConnection(
  headers: IncomingHttpHeaders,
  { connection: operator, endpoint }: Pick<Config, "connection" | "endpoint">,
): Connection | undefined {
  const about = Object.keys(headers).filter(isAboutKestra);
  if (about.length === 0) {
    if (endpoint.callerCredentials !== "required") return undefined;
    throw wrong(`This server acts for each caller with the caller's own credentials for Kestra. ${complete}`);
  }
  if (endpoint.callerCredentials === "never") {
    throw new HttpRefusal(
      403,
      "This server takes no X-Kestra headers: KESTRA_MCP_CALLER_CREDENTIALS is never, or KESTRA_BASE_URL comes from a file.",
    );
  }
  const given = read(about, headers);
  const credentials = credentialsOf(given);
  const base = baseOf(given["X-Kestra-Base-Url"], { ...endpoint, operator });
  const usual = base.url === operator.baseUrl ? operator.headers?.["X-Kestra-Tenant"] : undefined;
  const tenant = tenantOf(given["X-Kestra-Tenant"], base) ?? usual;
  return {
    baseUrl: base.url,
    ...(base.url === operator.baseUrl ? {} : { baseUrlFrom: "X-Kestra-Base-Url" }),
    tenant: tenant ?? "main",
    credentials,
    timeout: operator.timeout,
    headers: tenant === undefined ? {} : { "X-Kestra-Tenant": tenant },
    ...(operator.network && { network: operator.network }),
  };
}

/** Whether a request says anything of whose Kestra it is to be. */
export function saysWhose(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some(isAboutKestra);
}

/** Whatever marks stand between its words: a caller who misspells one would act as the operator. */
const isAboutKestra = remembered(
  (name) => {
    const letters = name.replace(/[^a-z0-9]/gi, "").toLowerCase();
    return letters.startsWith("xkestra") || known.includes(letters);
  },
  { most: 500, longest: 200 },
);

/** A header that is misspelt or empty must not be a caller who acts as the operator. */
function read(about: readonly string[], headers: IncomingHttpHeaders): Given {
  const entries = about.map((sent) => {
    const name = names.find((one) => one.toLowerCase() === sent);
    if (name === undefined) {
      throw wrong(`There is an X-Kestra header that means nothing here. Known are ${names.join(", ")}.`);
    }
    const value = headers[sent];
    if (typeof value !== "string") throw wrong(`${name} came twice.`);
    if (value.trim() === "") throw wrong(`${name} is empty.`);
    if (isPlaceholder(value, name)) throw wrong(`${name} is a placeholder that your client did not fill in.`);
    if (!/^[\x20-\x7e]+$/.test(value)) throw wrong(`${name} holds a character that is not printable ASCII.`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

function credentialsOf(given: Given): Credentials {
  const username = given["X-Kestra-Username"];
  const password = given["X-Kestra-Password"];
  const token = given["X-Kestra-Token"];
  if (token !== undefined) {
    if (username !== undefined || password !== undefined) {
      throw wrong(
        "X-Kestra-Token came with X-Kestra-Username or X-Kestra-Password: send the one or the others.",
      );
    }
    const bare = token.trim().replace(/^Bearer\s+/i, "");
    if (!/^[\x21-\x7e]+$/.test(bare)) throw wrong("X-Kestra-Token holds a character that no token has.");
    return { kind: "bearer", token: bare, from: "X-Kestra-Token" };
  }
  if (username === undefined && password === undefined) {
    throw wrong(`With any X-Kestra header the operator's credentials are not used. ${complete}`);
  }
  if (username === undefined) throw wrong("X-Kestra-Password came without X-Kestra-Username.");
  if (password === undefined) throw wrong("X-Kestra-Username came without X-Kestra-Password.");
  if (username.includes(":")) throw wrong("X-Kestra-Username must not hold a colon.");
  return { kind: "basic", username, password, from: "X-Kestra-Username" };
}

function baseOf(
  text: string | undefined,
  { operator, allowedBaseUrls }: { readonly operator: Connection } & Config["endpoint"],
): Pick<BaseUrl, "url" | "tenant"> {
  if (text === undefined) return { url: operator.baseUrl };
  // What a URL parser forgives is what parsers read differently.
  if (/[\s\\@]/.test(text)) throw wrong("X-Kestra-Base-Url must not hold a user, a space or a backslash.");
  const base = parsed(text);
  if (base.url !== operator.baseUrl && !isAllowed(base.url, allowedBaseUrls)) {
    throw new HttpRefusal(
      403,
      "X-Kestra-Base-Url names a Kestra that this server does not speak to. KESTRA_MCP_ALLOWED_BASE_URLS allows others.",
    );
  }
  return base;
}

function parsed(text: string): BaseUrl {
  try {
    return parseBaseUrl(text, "X-Kestra-Base-Url");
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw wrong(error.message);
  }
}

function tenantOf(sent: string | undefined, base: Pick<BaseUrl, "tenant">): string | undefined {
  const tenant = sent ?? base.tenant;
  if (tenant !== undefined && (!isTenant(tenant) || /^\.{1,2}$/.test(tenant))) {
    throw wrong("X-Kestra-Tenant must be letters, digits, dots, dashes and underscores.");
  }
  if (base.tenant !== undefined && tenant !== base.tenant) {
    throw wrong("X-Kestra-Tenant is not the tenant at the end of X-Kestra-Base-Url.");
  }
  return tenant;
}

function wrong(message: string): HttpRefusal {
  return new HttpRefusal(400, message);
}

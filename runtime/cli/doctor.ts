import { isPage, looksLikePage } from "../http-client/page.ts";
import { passOf, type Connection } from "../network/connection.ts";
import { tellEnvFile } from "../config/env-file.ts";
import { InputError, KestraError } from "../errors.ts";
import { hiddenTools } from "../catalog/hidden.ts";
import { reasonOf } from "../kestra/error-body.ts";
import { mayBeOfProxy } from "../http-client/proxy-answer.ts";
import { notSetUp } from "../kestra/refusal.ts";
import { lineOf, newestLine, parseRelease } from "../kestra/release.ts";
import { foreign, joined, own, say, type Said } from "../text/said.ts";
import { addressSaid, tenantSaid } from "../network/said-place.ts";
import { sentences } from "../text/sentences.ts";
import type { Session } from "../mcp/session.ts";
import type { Printed } from "./call.ts";
import { whose } from "./list.ts";
import { isGood } from "../http-client/status.ts";

/** Looks at everything that can be wrong between here and Kestra, and says what is. */
export async function doctor(session: Session): Promise<Printed> {
  const signal = AbortSignal.timeout(2 * session.connection.timeout);
  const release = await releaseOf(session, signal);
  const unset = setUp(session);
  // Where there is no user yet, no credentials can be right.
  const credentials = release.good && unset.length === 0 ? await credentialsOf(session, signal) : undefined;
  const checks = [
    release,
    ...saidRelease(session),
    ...unset,
    ...(credentials === undefined ? [] : [credentials]),
  ];
  const good = checks.every((check) => check.good);
  const mark = ({ good, warns = false }: Check) => (warns ? "warn" : good ? "ok  " : "FAIL");
  const marked = checks.map((check) => say`  ${own(mark(check))}  ${check.said}\n`);
  const out = say`Configured\n${configured(session)}\nKestra\n${joined(marked, "")}\nTools\n${own(tools(session))}`;
  return { out: out.masked(session.mask), exitCode: good ? 0 : 1 };
}

interface Check {
  readonly good: boolean;
  /** It works, and may not be what was meant. */
  readonly warns?: boolean;
  readonly said: Said;
}

function configured({ config, connection }: Session): Said {
  const credentials = {
    none: "none",
    basic: `Basic, of ${basicNames(connection)}`,
    bearer: "Bearer, of KESTRA_API_TOKEN",
  };
  const rows: readonly (readonly [string, string])[] = [
    ["credentials", credentials[connection.credentials.kind]],
    ["timeout", `${connection.timeout / 1000} s`],
    ["enabled", config.enabled?.join(", ") ?? "the default set"],
    ["disabled", config.disabled.join(", ") || "nothing"],
    ...(config.envFile === undefined
      ? []
      : tellEnvFile(config.envFile).map((sentence) => ["file", sentence] as const)),
    ["read-only", config.readOnly ? "yes" : "no"],
    [
      "asks first",
      { never: "never", destructive: "before it destroys", write: "before it changes" }[config.confirm],
    ],
    ...endpointOf(config),
    ...wayOf(connection),
    ...config.ignored.map((sentence) => ["ignored", sentence] as const),
  ];
  const places = [
    ["Kestra", addressSaid(connection.baseUrl)],
    ["tenant", tenantSaid(connection.tenant)],
  ] as const;
  const row = (name: string, value: Said) => say`  ${own(name.padEnd(11))}  ${value}\n`;
  const said = [
    ...places.map(([name, value]) => row(name, value)),
    ...rows.map(([name, value]) => row(name, own(value))),
  ];
  return joined(said, "");
}

const callersSaid = {
  optional: "may bring their own credentials for Kestra",
  required: "must bring their own credentials for Kestra",
  never: "act as the operator",
};

/** Where and for whom it would listen; nothing over stdio. */
function endpointOf({ transport, endpoint }: Session["config"]): readonly (readonly [string, string])[] {
  if (transport !== "http") return [];
  return [
    ["listens on", `${endpoint.host}, port ${endpoint.port === 0 ? "any that is free" : endpoint.port}`],
    [
      "token",
      endpoint.authToken === undefined
        ? "none: KESTRA_MCP_AUTH_TOKEN is not set"
        : "of KESTRA_MCP_AUTH_TOKEN",
    ],
    ["hosts", endpoint.allowedHosts.join(", ") || "its own address alone"],
    ["pages", endpoint.allowedOrigins.join(", ") || "of this machine alone"],
    ["callers", callersSaid[endpoint.callerCredentials]],
  ];
}

/** What is on the way to Kestra; nothing for one that is straight. */
function wayOf({ baseUrl, network }: Connection): readonly (readonly [string, string])[] {
  if (network === undefined) return [];
  const proxy = network.proxyFor(baseUrl);
  const { headers = {}, certificate } = passOf({ baseUrl, network }) ?? {};
  const isSecure = baseUrl.startsWith("https:");
  // TLS may be that of the proxy alone.
  const isTrusting = isSecure || proxy?.origin.startsWith("https:") === true;
  const unused = " (not used: Kestra is reached by http://)";
  const trusted = network.authorities.map(({ path, from }) => `${path}, of ${from}`).join("; ");
  const shown: readonly (readonly [string, string])[] = [
    ["proxy", proxy === undefined ? "" : `${proxy.origin}, of ${proxy.from}`],
    ["trusted", trusted + (trusted === "" || isTrusting ? "" : unused)],
    ["certificate", certificate === undefined ? "" : certificate.cert.path + (isSecure ? "" : unused)],
    ["headers", Object.keys(headers).join(", ")],
  ];
  return shown.filter(([, value]) => value !== "");
}

async function releaseOf(session: Session, signal: AbortSignal): Promise<Check> {
  const { detector } = session;
  detector.start();
  await detector.settle(session.connection.timeout + 1000);
  try {
    if (detector.failure !== undefined) throw detector.failure;
    await detector.instance(signal);
    return { good: true, said: whose(session) };
  } catch (error) {
    return { good: false, said: saidBy(error) };
  }
}

/** The release that the operator gave decides how Kestra is spoken to, whatever Kestra says of itself. */
function saidRelease({ config, compiled, detector }: Session): readonly Check[] {
  const { version, line = "" } = detector.known;
  if (config.release === undefined) return [];
  const { major, minor } = config.release;
  if (!compiled.lines.some((one) => parseRelease(one)?.major === major)) {
    const given = own([major, minor].filter((number) => number !== undefined).join("."));
    const spoken = own(lineOf(config.release, compiled.lines) ?? line);
    const said = say`KESTRA_API_VERSION is ${given}, which belongs to no known line (${own(compiled.lines.join(", "))}): Kestra is treated as ${spoken}. Leave it out, and Kestra is asked.`;
    return [{ good: true, warns: true, said }];
  }
  if (version === undefined) return [];
  const release = parseRelease(version);
  const real = release === undefined ? newestLine(compiled.lines) : lineOf(release, compiled.lines);
  if (real === undefined || real === line) return [];
  const said = say`KESTRA_API_VERSION has Kestra treated as ${own(line)}, but it is ${version}, of line ${own(real)}: calls may fail. Leave KESTRA_API_VERSION out, and Kestra is asked.`;
  return [{ good: true, warns: true, said }];
}

/** A Kestra without a user refuses everybody: that the credentials are wrong would be half of the truth. */
function setUp({ detector, connection }: Session): readonly Check[] {
  if (detector.known.isSetUp !== false) return [];
  return [{ good: false, said: notSetUp(`${connection.baseUrl}/ui`) }];
}

function saidBy(error: unknown): Said {
  if (error instanceof KestraError || error instanceof InputError) return error.said;
  return foreign(error instanceof Error ? error.message : String(error));
}

/** `/configs` answers without credentials, or with wrong ones: this route does not. */
async function credentialsOf({ clients, connection }: Session, signal: AbortSignal): Promise<Check> {
  try {
    const path = "/api/v1/{tenant}/flows/search";
    const answer = await clients.kestra.http.send(
      { method: "GET", path, query: { page: 1, size: 1 } },
      { retry: false, signal },
    );
    const page = isPage(answer) || looksLikePage(answer);
    if (isGood(answer.status) && !page) return { good: true, said: accepted(connection) };
    const reason = say`${reasonOf(answer)} (${answer.status})`;
    const proxys = mayBeOfProxy(answer);
    if (answer.status === 401) return { good: false, said: refused(connection, reason) };
    if (answer.status === 403 && proxys === undefined && !page)
      return { good: false, said: say`The credentials are right, but may not read flows: ${reason}.` };
    return {
      good: false,
      said: sentences(
        say`Flows of tenant ${tenantSaid(connection.tenant)} cannot be read: ${reason}`,
        proxys ?? (page ? undefined : say`Is KESTRA_TENANT_ID right?`),
      ),
    };
  } catch (error) {
    return { good: false, said: saidBy(error) };
  }
}

function accepted({ credentials, tenant }: Connection): Said {
  const what = own(credentials.kind === "none" ? "No credentials are needed" : "The credentials are right");
  return say`${what}; flows of tenant ${tenantSaid(tenant)} can be read.`;
}

function basicNames({ credentials }: Pick<Connection, "credentials">): string {
  return credentials.kind === "basic" && credentials.from !== undefined
    ? `the user and password in ${credentials.from}`
    : "KESTRA_USERNAME and KESTRA_PASSWORD";
}

function refused({ credentials }: Pick<Connection, "credentials">, reason: Said): Said {
  switch (credentials.kind) {
    case "none":
      return sentences(
        say`Credentials are needed: set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN. Kestra says: ${reason}`,
        own(credentials.hint ?? ""),
      );
    case "basic":
      return say`${own(basicNames({ credentials }))} are not accepted: ${reason}.`;
    case "bearer":
      return say`KESTRA_API_TOKEN is not accepted: ${reason}. The open-source edition takes no tokens.`;
  }
}

function tools(session: Session): string {
  const { selection, detector } = session;
  const shown = session.shown();
  const all = selection.selected.length + selection.hidden.length;
  const hidden = hiddenTools(selection, detector.known);
  const rows = hidden.map(({ tool, reason }) => `  ${tool}: ${reason}\n`).join("");
  return `  ${shown.length} of ${all} are listed${hidden.length === 0 ? "." : "; hidden are"}\n${rows}`;
}

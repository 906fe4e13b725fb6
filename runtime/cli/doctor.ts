import { boundText } from "../auth/bound.ts";
import { nobody } from "../auth/principal.ts";
import { unusableFiles } from "../kept/unusable-files.ts";
import { passOf, type Connection } from "../network/connection.ts";
import { tellEnvFile } from "../config/env-file.ts";
import { needsCredentials } from "../config/endpoint.ts";
import { countOf, hiddenTools } from "../catalog/hidden.ts";
import { credentialsNamed, login, saidBy, type Login } from "../kestra/login.ts";
import { notSetUp } from "../kestra/refusal.ts";
import { lineOf, newestLine, parseRelease } from "../kestra/release.ts";
import { joined, own, say, type Said } from "../text/said.ts";
import { addressSaid, tenantSaid } from "../network/said-place.ts";
import { seenTools } from "../mcp/seen-tools.ts";
import type { Session } from "../mcp/session.ts";
import type { Printed } from "./commands/call.ts";
import type { DoctorLine } from "./doctor-line.ts";
import type { HttpSeen } from "./doctor-http.ts";
import { setVariables } from "./doctor-variables.ts";
import { whose } from "./commands/list.ts";

/** Looks at everything that can be wrong between here and Kestra, and says what is. */
export async function doctor(session: Session): Promise<Printed> {
  const signal = AbortSignal.timeout(2 * session.connection.timeout);
  await session.saved?.refresh();
  const release = await releaseOf(session, signal);
  const unset = setUp(session);
  // Where there is no user yet, no credentials can be right.
  const credentials =
    release.good && unset.length === 0
      ? await login(session.clients.kestra.http, session.connection, signal)
      : undefined;
  if (credentials?.good !== false) await seenTools(session, { principal: nobody });
  const checks = [
    release,
    ...saidRelease(session),
    ...unset,
    ...(credentials === undefined ? [] : [ofCallers(session, credentials)]),
  ];
  const http = await httpOf(session);
  const good = [...http.checks, ...checks].every((check) => check.good);
  const overHttp = [...http.facts.map(([name, value]) => row(name, own(value))), ...marked(http.checks)];
  const sections = [
    say`Configured\n${configured(session)}`,
    ...(session.config.set.length === 0
      ? []
      : [say`Variables\n${setVariables(session.config, session.compiled.services)}`]),
    ...(overHttp.length === 0 ? [] : [say`Over HTTP\n${joined(overHttp, "")}`]),
    say`Kestra\n${joined(marked(checks), "")}`,
    say`Tools\n${own(tools(session))}`,
  ];
  return { out: joined(sections, "\n").masked(session.mask), exitCode: good ? 0 : 1 };
}

function marked(checks: readonly DoctorLine[]): readonly Said[] {
  const mark = ({ good, warns = false }: DoctorLine) => (warns ? "warn" : good ? "ok  " : "FAIL");
  return checks.map((check) => say`  ${own(mark(check))}  ${check.said}\n`);
}

function row(name: string, value: Said): Said {
  return say`  ${own(name.padEnd(11))}  ${value}\n`;
}

/** What is for HTTP, or for users who log in; it is loaded where there is any. */
async function httpOf(session: Session): Promise<HttpSeen> {
  const { transport, endpoint } = session.config;
  if (transport === "stdio" && endpoint.auth === "token") return { facts: [], checks: [] };
  return (await import("./doctor-http.ts")).seeHttp(session);
}

/** Where all callers bring credentials, those of the operator may be missing. */
function ofCallers({ config, connection }: Session, { good, status, said }: Login): DoctorLine {
  const { transport, endpoint } = config;
  const isMissing = connection.credentials.kind === "none" && status === 401;
  if (!isMissing || transport === "stdio" || needsCredentials(endpoint)) return { good, said };
  return {
    good: true,
    said: own("Kestra wants credentials, which callers bring: there are none of the operator."),
  };
}

function configured(session: Session): Said {
  const { config, connection } = session;
  const credentials = {
    none: "none",
    basic: `Basic, of ${credentialsNamed(connection)}`,
    bearer: `Bearer, of ${credentialsNamed(connection)}`,
  };
  const rows: readonly (readonly [string, string])[] = [
    ["credentials", credentials[connection.credentials.kind]],
    ["timeout", `${connection.timeout / 1000} s`],
    ["enabled", config.enabled?.join(", ") ?? "the default set"],
    ["disabled", config.disabled.join(", ") || "nothing"],
    ...(config.envFile === undefined
      ? []
      : tellEnvFile(config.envFile).map((sentence) => ["file", sentence] as const)),
    ["namespaces", config.namespaces === undefined ? "all" : boundText(config.namespaces)],
    ["read-only", config.readOnly ? "yes" : "no"],
    [
      "asks first",
      { never: "never", destructive: "before it destroys", write: "before it changes" }[config.confirm],
    ],
    ...wayOf(connection),
    ...connectionOf(session),
    ...[...config.ignored, ...unusableFiles(config.services)].map(
      (sentence) => ["ignored", sentence] as const,
    ),
  ];
  const places = [
    ["Kestra", addressSaid(connection.baseUrl)],
    ["tenant", tenantSaid(connection.tenant)],
  ] as const;
  const said = [
    ...places.map(([name, value]) => row(name, value)),
    ...rows.map(([name, value]) => row(name, own(value))),
  ];
  return joined(said, "");
}

/** The saved connection, and what kestractl would use where that is another; nothing where none is saved. */
function connectionOf(session: Session): readonly (readonly [string, string])[] {
  const { saved, config, connection } = session;
  if (saved === undefined) return [];
  const name = saved.nameOf(session);
  const { from, host, tenant, differs } = saved.kestractl(session);
  const address = config.settings.find((one) => one.name === "KESTRA_BASE_URL")?.from;
  const isSaved = connection.baseUrlFrom !== undefined && address !== undefined;
  const other = from !== "its defaults" && differs.length > 0;
  return [
    ...(isSaved ? ([["connection", name === undefined ? `of ${address}` : address]] as const) : []),
    ...(other
      ? ([
          [
            "kestractl",
            `would go to ${host}, tenant ${tenant}, of ${from}: another ${differs.join(" and ")}`,
          ],
        ] as const)
      : []),
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

async function releaseOf(session: Session, signal: AbortSignal): Promise<DoctorLine> {
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
function saidRelease({ config, compiled, detector }: Session): readonly DoctorLine[] {
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
function setUp({ detector, connection }: Session): readonly DoctorLine[] {
  if (detector.known.isSetUp !== false) return [];
  return [{ good: false, said: notSetUp(`${connection.baseUrl}/ui`, connection.credentials) }];
}

function tools(session: Session): string {
  const {
    detector,
    seen: { selection },
  } = session;
  const shown = session.shown();
  const all = countOf(selection);
  const hidden = hiddenTools(selection, detector.known);
  const rows = hidden.map(({ tool, reason }) => `  ${tool}: ${reason}\n`).join("");
  return `  ${shown.length} of ${all} are listed${hidden.length === 0 ? "." : "; hidden are"}\n${rows}`;
}

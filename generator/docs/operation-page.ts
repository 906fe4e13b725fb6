import { operationVariables } from "../../runtime/config/variables/operation-variables.ts";
import type { Variable } from "../../runtime/config/variables/variable.ts";
import { metricList, type MetricFacts } from "../../runtime/operation/metric-list.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { variableRow } from "./environment-page.ts";
import { code, link, notice, page, table, text } from "./markdown.ts";

/** What stands in a line of the audit trail. */
const fields: readonly (readonly [string, string])[] = [
  ["time", "when it was over"],
  [
    "audit",
    "call; login, consent, denied, token, refresh, reuse, revoke, registration, credential set, credential refused, credential removed, keys rotated; permission denied",
  ],
  ["tool, action", "what was called; of a refusal, what was refused"],
  ["namespace", "what the call named, as far as it is known without asking Kestra; several with commas between"],
  ["user, subject, issuer", "who it was: by the name that people know, and by the one that never changes"],
  [
    "proof",
    "how that was proved: access token, external token, named token, static token or none; login, in a browser; authorization code or refresh token, by which an application gets tokens; command line",
  ],
  ["operator", "of a command: the user of the system who ran it"],
  ["client, clientName, grant", "the application that acts for the user, and what the user gave it"],
  ["scopes", "what the user lets the application do"],
  ["session", "the first characters of the MCP session's id"],
  ["outcome", "done, failed, asked (the user was asked first) or cancelled"],
  [
    "reason",
    "of a refusal, of an end and of a command, in our own words; of a call that failed the class of the error, Kestra's status, and our words, with … for arguments and for what Kestra wrote",
  ],
  ["address", "where the request came from"],
  ["ms", "how long the call took, in milliseconds"],
  ["requestId", "as in the header X-Request-Id and in the log; a command has neither this nor an address"],
];

/** `docs/operation.md`: how a server over HTTP is run for others. */
export function operationPage(): SourceFile {
  return {
    path: "docs/operation.md",
    text: page([
      notice("runtime/config/variables/operation-variables.ts and runtime/operation/metric-list.ts"),
      "# Operation",
      `How a server over HTTP is run for others. Who may do what stands in ${link("Roles", "roles.md")}, what is trusted in ${link("Security", "security.md")}, every variable in ${link("Environment", "environment.md")}.`,
      table(["variable", "default", "meaning"], (operationVariables as readonly Variable[]).map(variableRow)),
      "## Behind a proxy",
      `${link(code("nginx.conf"), "examples/nginx.conf")} is an example that our tests run. Set ${code("KESTRA_MCP_PUBLIC_URL")} to what clients see: with a path, requests may come with it or without it, its host needs no ${code("KESTRA_MCP_ALLOWED_HOSTS")}, and every URL that the server tells is made of it, never of ${code("Host")} or ${code("X-Forwarded-*")}. ${code("KESTRA_MCP_TRUSTED_PROXIES")} names the proxies whose word counts for the client's address: the rightmost of ${code("X-Forwarded-For")} that is no proxy's or, where that header is not sent, of RFC 7239's ${code("Forwarded")}. A proxy that sets ${code("Forwarded")} must clear ${code("X-Forwarded-For")}, and one that sets neither must clear both: what it hands on, a client wrote. Where a proxy names its client by no address, such as ${code("unknown")}, all such clients count as one, by the address of the nearest proxy that is known. A warning tells once of a proxy that the variable does not name: all behind it share the limits by address. A proxy must not buffer streams.`,
      "## As a service",
      `${link(code("kestra-mcp.service"), "examples/kestra-mcp.service")} is a hardened unit for systemd, whose user exists only while it runs: secrets stay in files of root's, which systemd hands to it (${code("LoadCredential=")}). ${link(code("kestra-mcp-users"), "examples/kestra-mcp-users")} runs the commands about users beside it, by ${code("systemd-run")}, as the same user and on the same store. A line on stderr says at the start what starts: the version, how clients prove who calls, and the store; another one how many tools are listed, as doctor counts them, once Kestra has answered. On SIGTERM ${code("/readyz")} fails first; after ${code("KESTRA_MCP_STOP_DELAY")} nothing new is taken, calls may take 10 s more, streams end. A second signal ends at once.`,
      "## Health",
      `${code("/healthz")} answers 200 as long as the process lives. ${code("/readyz")} answers 503 and why, in a few words, where Kestra or the store does not answer, what answers is no Kestra, Kestra refuses the configured credentials or wants some and there are none for those who act with the operator's, the identity provider was not found, or the server stops: ${code('{"ready":false,"reasons":["Kestra does not answer"]}')}. Kestra is asked every five seconds at most, and with the credentials every five minutes, since it locks a login that is tried again and again. What is in the way at the start is told in full on stderr, at any level of the log.`,
      "## Log and audit trail",
      `The log goes to stderr, a JSON line each. A store that fails is told once, at any level, with why, and again when it works. A path that leads nowhere is told by its first word alone, since it may hold somebody's secret. The audit trail has lines of its own, at any level of the log: on stderr too, told apart by ${code("audit")}, or in a file, which only its owner can read. ${code("logrotate")} moves it away and sends SIGHUP, at which it is opened again; where that fails, the server says so and goes on in the old file. Without such a file SIGHUP stops the server. Commands that change what is stored write their lines to the same place, or change nothing. A line that a full disk does not take goes to stderr. Arguments are never written, but for namespaces.`,
      table(["field", "what it says"], fields.map(([name, meaning]) => [code(name), text(meaning)])),
      "## Metrics",
      `In Prometheus's format, where ${code("KESTRA_MCP_METRICS")} says. Labels are names of ours, so that nobody can make rows. The metrics of Node's process come besides.`,
      table(["metric", "labels", "what it counts"], Object.values(metricList).map(metricRow)),
      "## Traces",
      `With ${code("KESTRA_MCP_OTEL")} each call is a span, below its client's where the request has a ${code("traceparent")}, and each request to Kestra one below it; Kestra gets its ${code("traceparent")}. They are sent by OTLP over HTTP; ${code("OTEL_EXPORTER_OTLP_ENDPOINT")}, ${code("OTEL_EXPORTER_OTLP_HEADERS")}, ${code("OTEL_SERVICE_NAME")}, ${code("OTEL_RESOURCE_ATTRIBUTES")} and ${code("OTEL_TRACES_SAMPLER")} mean what they mean elsewhere.`,
      "## Rate limits",
      `Beyond a limit a request is answered 429 with ${code("Retry-After")}. Replicas of one store count users and clients together; each process counts addresses for itself, so that a flood makes no database busy. An address of IPv6 counts by its /64. Whoever has the operator's token is not counted, nor is this machine, nor a trusted proxy that asks for itself. Applications that register are counted by address too, in an hour, by all replicas together, this machine and proxies included; the first of an hour that is refused is told in the log. Where 10,000 have registered, the oldest that got no token makes room, but not while a login for it is under way.`,
      "## Restarts and replicas",
      `Where ${code("KESTRA_MCP_STORE")} names a store, MCP sessions outlive a restart, and several servers of one PostgreSQL database stand behind a round robin without sticky routing: each serves every session, takes answers to what another one asked its client, and tokens of calls that are confirmed count in all of them, once. What a client is told without having asked comes on the stream that it has open, from the server where that is. A response whose stream broke off can be fetched again from the server that made it alone. Without a store a session is of its process, and replicas need routing by the header ${code("Mcp-Session-Id")}.`,
    ]),
  };
}

function metricRow({ name, labels, help }: MetricFacts): readonly string[] {
  return [code(name), labels.map(code).join(", "), text(help)];
}

import { defaultTenant, passOf, type Connection } from "../network/connection.ts";
import { InputError } from "../errors.ts";
import { encodeMultipart, type Encoded } from "./multipart.ts";
import type { PlannedBody, QueryValue, RequestPlan } from "./request-plan.ts";
import { authorization } from "../masking/masker.ts";
import { foreign, own, Said, say, shortened } from "../text/said.ts";
import { segment } from "./segment.ts";
import type { WireRequest, Method } from "../network/wire-request.ts";

/**
 * What a plan sends over a connection, credentials included.
 * @throws InputError for a header that could start another line, for text that is not well-formed, for base64 that is none
 */
export function wireRequest(plan: RequestPlan, connection: Connection): WireRequest {
  const { origin, context, before, after, alone } = partsOf(connection);
  const body = plan.body === undefined ? undefined : encodeBody(plan.body);
  const target =
    context + pathOf(plan, connection.tenant) + (plan.query === undefined ? "" : encodeQuery(plan.query));
  const length = lengthHeaders(plan.method, body);
  const headers =
    plan.headers === undefined && length === undefined
      ? alone
      : { ...before, ...(plan.headers && operationHeaders(plan.headers)), ...after, ...length };
  return { method: plan.method, origin, target, headers, body: body?.bytes };
}

/** What all requests over a connection have in common. */
interface Common {
  readonly origin: string;
  /** The path of the base URL, or nothing. */
  readonly context: string;
  readonly before: Readonly<Record<string, string>>;
  /** Headers that no operation can replace. */
  readonly after: Readonly<Record<string, string>>;
  /** All headers of a request that needs no other ones. */
  readonly alone: Readonly<Record<string, string>>;
}

const common = new WeakMap<Connection, Common>();

function partsOf(connection: Connection): Common {
  const known = common.get(connection);
  if (known !== undefined) return known;
  const { origin, pathname } = new URL(connection.baseUrl);
  const signed = authorization(connection.credentials);
  const before = {
    Accept: "*/*",
    "Accept-Encoding": "identity",
    ...connection.headers,
    ...passOf(connection)?.headers,
  };
  const after = signed === undefined ? {} : { Authorization: signed };
  const parts = {
    origin,
    context: pathname === "/" ? "" : pathname,
    before,
    after,
    alone: { ...before, ...after },
  };
  common.set(connection, parts);
  return parts;
}

/** The path of a plan with its tenant filled in. */
export function pathOf(plan: RequestPlan, tenant: string): string {
  return String(plan.path).replaceAll("{tenant}", () => segment(tenant));
}

/** `GET /api/v1/main/flows/company.team/hello`: what messages call a request by. What an argument gave is foreign in it. */
export function nameOf({ method, path, service }: RequestPlan, tenant: string): Said {
  // A tenant is Kestra's.
  const its = service === undefined ? tenant : defaultTenant;
  const tenantIn = (text: string) => text.replaceAll("{tenant}", () => segment(its));
  const { pieces } = typeof path === "string" ? foreign(path) : path;
  const filled = pieces.map((piece) => ({ ...piece, text: tenantIn(piece.text) }));
  return say`${own(method)} ${new Said(filled)}`;
}

/** `?a=b&c=d`, or nothing: what is undefined, null or empty is left out, an array repeats its name. */
export function encodeQuery(query: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((one) => one !== undefined && one !== null && one !== "")
      .map((one) => `${encode(name)}=${encode(String(one))}`),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function encode(text: string): string {
  if (!text.isWellFormed()) throw new InputError(say`${JSON.stringify(text)} is not well-formed text.`);
  return encodeURIComponent(text);
}

function operationHeaders(headers: NonNullable<RequestPlan["headers"]>): Record<string, string> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, headerValue(name, String(value))]));
}

function headerValue(name: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  throw new InputError(
    say`The header ${own(name)} takes one line of Latin text, not ${shortened(JSON.stringify(value), 60, "…")}.`,
  );
}

/** A POST without a body says so: some proxies refuse one without a length. */
function lengthHeaders(method: Method, body: Encoded | undefined): Record<string, string> | undefined {
  if (body !== undefined) {
    return { "Content-Type": body.contentType, "Content-Length": String(body.bytes.length) };
  }
  return method === "GET" || method === "DELETE" ? undefined : { "Content-Length": "0" };
}

function encodeBody(body: PlannedBody): Encoded {
  switch (body.kind) {
    case "json":
      return { contentType: "application/json", bytes: Buffer.from(JSON.stringify(body.value)) };
    case "text":
      if (!body.text.isWellFormed()) throw new InputError(say`The body is not well-formed text.`);
      return { contentType: body.mediaType, bytes: Buffer.from(body.text) };
    case "multipart":
      return encodeMultipart(body.parts, () => crypto.randomUUID().replaceAll("-", ""));
  }
}

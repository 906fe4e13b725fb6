import { isObject, type Json } from "../../runtime/json.ts";
import type { PlannedBody, RequestPlan } from "../../runtime/http-client/request-plan.ts";
import type { SendsGrammar, SentGrammar } from "../spec/spec.ts";

/** A request in the form that examples are compared in: its line, decoded, and its body. */
export interface Sent {
  /** `METHOD /path?query`, percent-decoded, the query sorted; behind the name of a service that is not Kestra. */
  readonly request: string;
  readonly body?: Json;
}

/** The requests of an example, in the order they are sent. */
export function sentList(sends: SendsGrammar): readonly SentGrammar[] {
  const list = Array.isArray(sends)
    ? (sends as readonly (string | SentGrammar)[])
    : [sends as string | SentGrammar];
  return list.map((it) => (typeof it === "string" ? { request: it } : it));
}

/** An author's request in the form that is compared. */
export function written({ request, body }: SentGrammar): Sent {
  const [line = "", query = ""] = splitOnce(request.trim(), "?");
  const pairs =
    query === "" ? [] : query.split("&").map((pair) => splitOnce(pair, "=").map(decoded).join("="));
  return {
    request: whole(decoded(spaced(line)), pairs),
    ...(body === undefined ? {} : { body: plainBody(body) }),
  };
}

/** A planned request in the form that is compared. */
export function planned(plan: RequestPlan, tenant = "main"): Sent {
  const pairs = Object.entries(plan.query ?? {}).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? (value as readonly (string | number)[]) : [value];
    return values.flatMap((it) =>
      it === undefined || it === null || it === "" ? [] : [`${name}=${String(it)}`],
    );
  });
  const path = decoded(String(plan.path).replace("{tenant}", tenant));
  const line = [...(plan.service === undefined ? [] : [plan.service]), plan.method, path].join(" ");
  return {
    request: whole(line, pairs),
    ...(plan.body === undefined ? {} : { body: plainBody(bodyValue(plan.body)) }),
  };
}

/** A body as an author writes it: JSON as a value, text as a string, multipart as `{ part: text }`. */
function bodyValue(body: PlannedBody): Json {
  switch (body.kind) {
    case "json":
      return body.value;
    case "text":
      return body.text;
    case "multipart":
      return Object.fromEntries(body.parts.map((part) => [part.name, part.content]));
  }
}

/** Without keys that are undefined, a UUID by its form, texts without the space around them. */
function plainBody(value: Json): Json {
  if (typeof value === "string") return uuid.test(value) ? "<uuid>" : value.trim();
  if (Array.isArray(value)) return (value as readonly Json[]).map(plainBody);
  if (!isObject(value)) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json | undefined>>);
  return Object.fromEntries(entries.flatMap(([key, it]) => (it === undefined ? [] : [[key, plainBody(it)]])));
}

const uuid = /^(?:<uuid>|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** With one space between service, method and path. */
function spaced(line: string): string {
  const [head = "", service = "", method = ""] = /^([a-z][a-z0-9-]*\s+)?([A-Z]+)\s+/.exec(line) ?? [];
  return head === "" ? line : `${`${service.trim()} ${method}`.trimStart()} ${line.slice(head.length)}`;
}

function whole(line: string, pairs: readonly string[]): string {
  return pairs.length === 0 ? line : `${line}?${pairs.toSorted().join("&")}`;
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { Chosen } from "./choose.ts";
import type { Connection } from "./connection.ts";
import { isObject } from "./json.ts";
import type { OtherCall, Preview } from "./preview.ts";
import type { RequestPlan } from "./request-plan.ts";
import { foreign, joined, own, say, type Said } from "./said.ts";
import { addressSaid, tenantSaid } from "./said-place.ts";
import { masker } from "./secrets.ts";
import type { Effect, ToolDefinition } from "./tool-definition.ts";
import { encodeQuery, nameOf } from "./wire.ts";

/** A call that is about to be carried out. */
export interface Planned {
  readonly tool: Pick<ToolDefinition, "name" | "title">;
  readonly chosen: Chosen;
  /** Validated. */
  readonly input: unknown;
  readonly preview: Preview;
  readonly connection: Pick<Connection, "baseUrl" | "tenant">;
}

/** Characters of one value, and of a request; rows of requests and arguments. What is cut says so. */
const most = { value: 300, rows: 15 };

const meanings: Readonly<Record<Effect, Said>> = {
  read: say`it changes nothing`,
  write: say`it changes something`,
  destructive: say`it destroys or overwrites something, which cannot be taken back`,
};

/** What is known not to be for eyes, by its name. */
const secretName = /passw|secret|token|credential|api_?key|private_?key/i;

/**
 * What exactly a call is about to do, for the person who decides: several lines. The arguments come from a model, so
 * nothing in them can start a line or hide one.
 * @throws InputError where a request holds what cannot be sent
 */
export function statement({ tool, chosen, input, preview, connection }: Planned): Said {
  const { action, behaviour } = chosen;
  const mask = masker({ kind: "none" }, ...secretsIn(input));
  const what = own(action === undefined ? tool.title : `${tool.title}, ${action.by} ${action.name}`);
  const requests = preview.requests.map((plan) => requestLine(plan, connection.tenant).changed(mask));
  const others = preview.others
    .filter(({ effect }) => effect !== "read")
    .map((call) => otherLine(call, connection.tenant).changed(mask));
  const given = isObject(input) ? Object.entries(input).filter(([, value]) => value !== undefined) : [];
  const values = given.map(([name, value]) => say`${own(name)}: ${shown(value, name)}`);
  const lines = [
    say`${what} (${own(tool.name)}): ${meanings[behaviour.effect]}.`,
    ...rows(requests.length > 1 ? "Requests" : "Request", requests),
    ...rows("What may follow, as the answers are", others),
    ...rows("Arguments", values),
    say`Kestra: ${addressSaid(connection.baseUrl)}, tenant ${tenantSaid(connection.tenant)}`,
  ];
  return joined(lines, "\n");
}

type Title = "Request" | "Requests" | "What may follow, as the answers are" | "Arguments";

function rows(title: Title, all: readonly Said[]): readonly Said[] {
  if (all.length === 0) return [];
  const more = all.length > most.rows ? [say`  and ${all.length - most.rows} more`] : [];
  return [say`${own(title)}:`, ...all.slice(0, most.rows).map((row) => say`  ${row}`), ...more];
}

/** By its name alone where nobody knows yet what it sends. */
function otherLine({ name, effect, request }: OtherCall, tenant: string): Said {
  const what = request === undefined ? own(name) : requestLine(request, tenant).changed(withBraces);
  return say`${what} (${own(effect)})`;
}

/** What a preview names in braces, as it stood before it was encoded. */
function withBraces(line: string): string {
  return line.replace(/%7B(\w+)%7D/g, "{$1}");
}

function requestLine(plan: RequestPlan, tenant: string): Said {
  const name = nameOf(plan, tenant);
  const query = encodeQuery(plan.query ?? {});
  const length = String(name).length;
  if (length + query.length <= most.value) return say`${name}${query}`;
  const end = own(`… (${length + query.length} characters)`);
  const room = most.value - length;
  return room > 0
    ? say`${name}${query.slice(0, room)}${end}`
    : say`${String(name).slice(0, most.value)}${end}`;
}

function shown(value: unknown, name: string): Said {
  const text = JSON.stringify(withoutSecrets(value, secretName.test(name)));
  return text.length > most.value
    ? say`${text.slice(0, most.value)}… (${text.length} characters)`
    : foreign(text);
}

/** What stands under a name that says that it is secret, however deep, is not shown. */
function withoutSecrets(value: unknown, secret: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => withoutSecrets(inner, secret));
  if (!isObject(value)) return secret && typeof value !== "boolean" ? "***" : value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, withoutSecrets(inner, secret || secretName.test(key))]),
  );
}

/** The texts among it. */
function secretsIn(value: unknown, secret = false): readonly string[] {
  if (typeof value === "string") return secret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, secret || secretName.test(key)));
}

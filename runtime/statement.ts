import type { Chosen } from "./choose.ts";
import type { Connection } from "./connection.ts";
import { isObject } from "./json.ts";
import type { Preview } from "./preview.ts";
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
  const others = preview.others.map(({ name, effect }) => `${name} (${effect})`).join(", ");
  const given = isObject(input) ? Object.entries(input).filter(([, value]) => value !== undefined) : [];
  const values = given.map(([name, value]) => say`${own(name)}: ${shown(value, name)}`);
  const lines = [
    say`${what} (${own(tool.name)}): ${meanings[behaviour.effect]}.`,
    ...rows(requests.length > 1 ? "Requests" : "Request", requests),
    ...(others === "" ? [] : [say`What follows depends on the answer. Its other calls: ${own(others)}.`]),
    ...rows("Arguments", values),
    say`Kestra: ${addressSaid(connection.baseUrl)}, tenant ${tenantSaid(connection.tenant)}`,
  ];
  return joined(
    lines.map((line) => line.changed(visible)),
    "\n",
  );
}

function rows(title: "Request" | "Requests" | "Arguments", all: readonly Said[]): readonly Said[] {
  if (all.length === 0) return [];
  const more = all.length > most.rows ? [say`  and ${all.length - most.rows} more`] : [];
  return [say`${own(title)}:`, ...all.slice(0, most.rows).map((row) => say`  ${row}`), ...more];
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

/** Control, direction and invisible characters are written out: they could make a text look like another one. */
function visible(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

import type { Chosen } from "./choose.ts";
import type { Connection } from "./connection.ts";
import { isObject } from "./json.ts";
import type { Preview } from "./preview.ts";
import type { RequestPlan } from "./request-plan.ts";
import { masker } from "./secrets.ts";
import type { Effect, ToolDefinition } from "./tool-definition.ts";
import { encodeQuery, pathOf } from "./wire.ts";

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

const meanings: Readonly<Record<Effect, string>> = {
  read: "it changes nothing",
  write: "it changes something",
  destructive: "it destroys or overwrites something, which cannot be taken back",
};

/** What is known not to be for eyes, by its name. */
const secretName = /passw|secret|token|credential|api_?key|private_?key/i;

/**
 * What exactly a call is about to do, for the person who decides: several lines. The arguments come from a model, so
 * nothing in them can start a line or hide one.
 * @throws InputError where a request holds what cannot be sent
 */
export function statement({ tool, chosen, input, preview, connection }: Planned): string {
  const { action, behaviour } = chosen;
  const mask = masker({ kind: "none" }, ...secretsIn(input));
  const what = action === undefined ? tool.title : `${tool.title}, ${action.by} ${action.name}`;
  const requests = preview.requests.map((plan) => mask(requestLine(plan, connection.tenant)));
  const others = preview.others.map(({ name, effect }) => `${name} (${effect})`).join(", ");
  const given = isObject(input) ? Object.entries(input).filter(([, value]) => value !== undefined) : [];
  const values = given.map(([name, value]) => `${name}: ${shown(value, name)}`);
  const lines = [
    `${what} (${tool.name}): ${meanings[behaviour.effect]}.`,
    ...rows(requests.length > 1 ? "Requests" : "Request", requests),
    ...(others === "" ? [] : [`What follows depends on the answer. Its other calls: ${others}.`]),
    ...rows("Arguments", values),
    `Kestra: ${connection.baseUrl}, tenant ${connection.tenant}`,
  ];
  return lines.map(visible).join("\n");
}

function rows(title: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const more = all.length > most.rows ? [`  and ${all.length - most.rows} more`] : [];
  return [`${title}:`, ...all.slice(0, most.rows).map((row) => `  ${row}`), ...more];
}

function requestLine(plan: RequestPlan, tenant: string): string {
  return cut(`${plan.method} ${pathOf(plan, tenant)}${encodeQuery(plan.query ?? {})}`);
}

function shown(value: unknown, name: string): string {
  return cut(JSON.stringify(withoutSecrets(value, secretName.test(name))));
}

function cut(text: string): string {
  return text.length > most.value ? `${text.slice(0, most.value)}… (${text.length} characters)` : text;
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

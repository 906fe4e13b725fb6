import type { Chosen } from "../tool/choose.ts";
import type { Connection } from "../network/connection.ts";
import { isObject } from "../json.ts";
import type { OtherCall, Preview } from "../call/preview.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { joined, own, say, Said, shortened } from "../text/said.ts";
import { addressSaid, tenantSaid } from "../network/said-place.ts";
import { isSecretName, isSecretPair, secretPair } from "../masking/secret-name.ts";
import { textMasker } from "../masking/masker.ts";
import type { Effect, ToolDefinition } from "../tool/definition.ts";
import { encodeQuery, nameOf } from "../http-client/wire.ts";

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

/** Secrets that are looked for in requests: of more, no value in a request is shown. */
const mostSecrets = 100;

/** Characters of a request that show a secret of so many as a value has, which begins in what is shown, however a URL encodes it. */
const mostEncoded = most.value + most.value * "%E2%82%AC".length;

/** Characters behind what is shown of a request, by which credentials are known that begin in it. */
const behind = 1000;

const meanings: Readonly<Record<Effect, Said>> = {
  read: say`it changes nothing`,
  write: say`it changes something`,
  destructive: say`it destroys or overwrites something, which cannot be taken back`,
};

/**
 * What exactly a call is about to do, for the person who decides: several lines. The arguments come from a model, so
 * nothing in them can start a line or hide one.
 * @throws InputError where a request holds what cannot be sent
 */
export function statement({ tool, chosen, input, preview, connection }: Planned): Said {
  const { action, behaviour } = chosen;
  const mask = maskOf(secretsIn(input));
  const what = own(action === undefined ? tool.title : `${tool.title}, ${action.by} ${action.name}`);
  const requests = preview.requests.map((plan) => () => requestLine(plan, connection.tenant, mask));
  const others = preview.others
    .filter(({ effect }) => effect !== "read")
    .map((call) => () => otherLine(call, connection.tenant, mask));
  const given = isObject(input) ? Object.entries(input).filter(([, value]) => value !== undefined) : [];
  const values = given.map(
    ([name, value]) =>
      () =>
        say`${own(name)}: ${shown(value, name)}`,
  );
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

/** @param all each told only where it is shown */
function rows(title: Title, all: readonly (() => Said)[]): readonly Said[] {
  if (all.length === 0) return [];
  const more = all.length > most.rows ? [say`  and ${all.length - most.rows} more`] : [];
  return [say`${own(title)}:`, ...all.slice(0, most.rows).map((row) => say`  ${row()}`), ...more];
}

/** Masks so many characters of a text as are shown. */
type Mask = (foreign: string, shown: number) => string;

/** Only the beginning of a secret matters: what is behind it is cut from a request, too. */
function maskOf(secrets: ReadonlySet<string>): Mask {
  if (secrets.size > mostSecrets) return (_, shown) => (shown > 0 ? "***" : "");
  return textMasker([...secrets].map((secret) => secret.slice(0, most.value)));
}

/** By its name alone where nobody knows yet what it sends. */
function otherLine({ name, effect, request }: OtherCall, tenant: string, mask: Mask): Said {
  const what = request === undefined ? own(name) : requestLine(request, tenant, mask).changed(withBraces);
  return say`${what} (${own(effect)})`;
}

/** What a preview names in braces, as it stood before it was encoded. */
function withBraces(line: string): string {
  return line.replace(/%7B(\w+)%7D/g, "{$1}");
}

function requestLine(plan: RequestPlan, tenant: string, mask: Mask): Said {
  const service = plan.service === undefined ? say`` : say`${own(plan.service)} `;
  const line = say`${service}${nameOf(plan, tenant)}${encodeQuery(unpairedIn(plan.query ?? {}))}`;
  const { length } = String(line);
  let room = most.value;
  const pieces = line.pieces.map(({ text, own }) => {
    const shown = room;
    room = Math.max(0, room - text.length);
    if (own) return { own, text: text.slice(0, shown) };
    const seen = mask(text.slice(0, mostEncoded + behind), shown + behind);
    return { own, text: seen, cut: { most: shown, end: "" } };
  });
  const said = new Said(pieces);
  return length > most.value ? say`${said}${own(`… (${length} characters)`)}` : said;
}

function shown(value: unknown, name: string): Said {
  // An argument that is a switch says what is done, as `reset_password: true`: of that there is nothing to hide.
  const isSecret = typeof value !== "boolean" && isSecretName(name);
  const text = JSON.stringify(withoutSecrets(value, isSecret));
  return shortened(text, most.value);
}

/** What stands under a name that says that it is secret, however deep, is not shown. */
function withoutSecrets(value: unknown, secret: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => withoutSecrets(unpaired(inner), secret));
  if (!isObject(value)) return secret ? "***" : value;
  const isPair = isSecretPair(value);
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, withoutSecrets(inner, secret || isSecretIn(key, isPair))]),
  );
}

/** An item of a list, without the secret half of a pair such as `token:abc`. */
function unpaired(item: unknown): unknown {
  const pair = typeof item === "string" ? secretPair(item) : undefined;
  return pair === undefined ? item : `${pair.name}***`;
}

/** The same of a query: of a boolean only its place says that it is secret. */
function unpairedIn(query: NonNullable<RequestPlan["query"]>): NonNullable<RequestPlan["query"]> {
  const entries = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(unpaired) : value,
  ]);
  return Object.fromEntries(entries) as NonNullable<RequestPlan["query"]>;
}

function isSecretIn(key: string, isPair: boolean): boolean {
  return isSecretName(key) || (isPair && key === "value");
}

/** The texts and numbers among it, each once, as a request may send them: trimmed, too. */
function secretsIn(value: unknown, secret = false, found = new Set<string>()): ReadonlySet<string> {
  const add = (text: string) => {
    for (const form of [text, text.trim()]) if (form !== "") found.add(form);
  };
  if (secret && (typeof value === "string" || typeof value === "number")) add(String(value));
  if (typeof value !== "object" || value === null) return found;
  const isPair = isSecretPair(value);
  for (const [key, inner] of Object.entries(value)) {
    const pair = Array.isArray(value) && typeof inner === "string" ? secretPair(inner) : undefined;
    if (pair !== undefined) add(pair.value);
    secretsIn(inner, secret || isSecretIn(key, isPair), found);
  }
  return found;
}

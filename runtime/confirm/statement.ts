import type { Chosen } from "../tool/choose.ts";
import type { Connection } from "../network/connection.ts";
import { isObject } from "../json.ts";
import type { OtherCall, Preview } from "../call/preview.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { foreign, joined, own, say, Said } from "../text/said.ts";
import { addressSaid, tenantSaid } from "../network/said-place.ts";
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
  const line = say`${nameOf(plan, tenant)}${encodeQuery(plan.query ?? {})}`;
  const { length } = String(line);
  let room = most.value;
  const pieces = line.pieces.map(({ text, own }) => {
    const shown = room;
    room = Math.max(0, room - text.length);
    return { own, text: own ? text.slice(0, shown) : mask(text.slice(0, mostEncoded), shown) };
  });
  const said = new Said(pieces);
  return length > most.value ? say`${said}${own(`… (${length} characters)`)}` : said;
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

/** The texts among it, each once. */
function secretsIn(value: unknown, secret = false, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === "string" && secret) found.add(value);
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) secretsIn(inner, secret || secretName.test(key), found);
  return found;
}

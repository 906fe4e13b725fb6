import type { Exchange, Json, Scenario } from "./recording.ts";

/** Sorts before whatever may follow a name in a longer one, so that an order by name stays as it was recorded. */
const suffix = "-0";

/** Flow ids that are words of Kestra's own too. */
const meaningful = new Set(["pause", "failure", "variables"]);

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Kestra's storage writes ids as slugs. */
function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function sourcesOf(scenario: Scenario): readonly string[] {
  return scenario.exchanges.flatMap(({ request: { body } }) => {
    if (typeof body === "string") return [body];
    return body === undefined ? [] : [JSON.stringify(body).replaceAll("\\n", "\n")];
  });
}

/** The ids of the flows of a scenario, the longest first. */
function flowIdsOf(scenario: Scenario): readonly string[] {
  const asJson = scenario.exchanges.flatMap(({ request: { body } }) => {
    const { id, tasks } = (body ?? {}) as { readonly id?: Json; readonly tasks?: Json };
    return typeof id === "string" && tasks !== undefined ? [id] : [];
  });
  const found = sourcesOf(scenario).flatMap((source) =>
    [...source.matchAll(/(?:^|value":")id: "?([A-Za-z0-9._-]+)"?$/gm)].map((match) => match[1] ?? ""),
  );
  return [...new Set([...asJson, ...found])]
    .filter((id) => id.length > 1 && id.length < 60 && !meaningful.has(id))
    .toSorted((a, b) => b.length - a.length);
}

/** The first part of every namespace but `system`. */
function rootsOf(scenario: Scenario): readonly string[] {
  const text = JSON.stringify(scenario);
  const found = [...text.matchAll(/namespace: ([a-z]+)(?:\.[a-z.]+)?(?:\\n|")/g)].map(
    (match) => match[1] ?? "",
  );
  return [...new Set([...found, "company"])].filter((root) => root !== "system");
}

type Rename = (text: string) => string;

function replacing(names: readonly string[]): Rename {
  const all = [...new Set(names.flatMap((name) => [name, slug(name)]))].toSorted(
    (a, b) => b.length - a.length,
  );
  if (all.length === 0) return (text) => text;
  const before = "(?<=^|[^A-Za-z0-9_.-]|%[0-9A-F]{2})";
  const pattern = new RegExp(`${before}(${all.map(escaped).join("|")})(?![A-Za-z0-9_-])`, "g");
  return (text) => text.replaceAll(pattern, `$1${suffix}`);
}

function replacingRoots(roots: readonly string[]): Rename {
  const pattern = new RegExp(`(?<=^|[^A-Za-z0-9]|%[0-9A-F]{2})(${roots.join("|")})(?![A-Za-z0-9-])`, "g");
  return (text) => text.replaceAll(pattern, `$1${suffix}`);
}

/** Renames every text, by the field that it stands in, and the namespaces that are fields themselves. */
function mapTexts(
  value: Json,
  rename: (text: string, field: string) => string,
  roots: Rename,
  field = "",
): Json {
  if (typeof value === "string") return rename(value, field);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => mapTexts(item, rename, roots, field));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([name, item]) => [
      roots(name),
      mapTexts(item, rename, roots, name),
    ]),
  );
}

/** Words to search for are no names: a part of a name finds it too. */
function isSearch(name: string): boolean {
  return /^(q|query|filters(\[|%5B)q(\]|%5D).*)$/.test(name);
}

function renameQuery(query: string, all: Rename, roots: Rename): string {
  return query
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const [name, value] = [pair.slice(0, equals + 1), pair.slice(equals + 1)];
      return `${name}${isSearch(name.slice(0, -1)) ? roots(value) : all(value)}`;
    })
    .join("&");
}

/** Keys of the key-value store are renamed where they stand as keys: their values have the same words. */
function renameKeys(path: string): string {
  return path.replace(/(?<=\/kv\/)(?!inheritance)[^/?]+/, `$&${suffix}`);
}

function isKeyField(key: string): boolean {
  return key === "key" || key === "keys";
}

interface Renames {
  readonly all: Rename;
  readonly roots: Rename;
  readonly withKeys: boolean;
}

function renameExchange(exchange: Exchange, { all, roots, withKeys }: Renames): Exchange {
  const { request, response } = exchange;
  const key = (text: string): string => `${text}${suffix}`;
  const ofBody = (text: string, name: string): string => {
    if (withKeys) return isKeyField(name) ? key(text) : roots(text);
    return isSearch(name) ? roots(text) : all(text);
  };
  const ofAnswer = (text: string, name: string): string => {
    if (name === "type" || name === "cls") return text;
    // A task of a graph, which may be called like a flow.
    if (/^(uid|source|target)$/.test(name) && text.startsWith("root.")) return `root.${all(text.slice(5))}`;
    const whole = /^((?:main_)?[a-z]+(?:\.[a-z]+)*)_(.+?)(_-1 - .*)?$/.exec(text);
    // A flow's tenant, namespace and id in one.
    if (whole !== null && (/^(uid|source|target)$/.test(name) || whole[3] !== undefined)) {
      return `${roots(whole[1] ?? "")}_${all(whole[2] ?? "")}${whole[3] ?? ""}`;
    }
    if (name === "href") return withKeys ? roots(renameKeys(text)) : renameHref(text, all, roots);
    return ofBody(text, name);
  };
  return {
    ...exchange,
    request: {
      ...request,
      path: withKeys ? roots(renameKeys(request.path)) : all(request.path),
      ...(request.query === undefined ? {} : { query: renameQuery(request.query, all, roots) }),
      ...(request.body === undefined ? {} : { body: mapTexts(request.body, ofBody, roots) }),
    },
    response: {
      ...response,
      headers: mapTexts(response.headers, ofBody, roots) as Readonly<Record<string, string>>,
      body: mapTexts(response.body, ofAnswer, roots),
    },
  };
}

function renameHref(href: string, all: Rename, roots: Rename): string {
  const mark = href.indexOf("?");
  return mark < 0
    ? all(href)
    : `${all(href.slice(0, mark))}?${renameQuery(href.slice(mark + 1), all, roots)}`;
}

/**
 * The same scenario with other namespaces, flow ids and keys, in its requests and in what was recorded: what a sandbox answers must not
 * depend on the names of the recording.
 */
export function renamed(scenario: Scenario): Scenario {
  const roots = replacingRoots(rootsOf(scenario));
  const ids = replacing(flowIdsOf(scenario));
  const renames: Renames = {
    all: (text) => roots(ids(text)),
    roots,
    withKeys: scenario.scenario === "kv",
  };
  return { ...scenario, exchanges: scenario.exchanges.map((exchange) => renameExchange(exchange, renames)) };
}

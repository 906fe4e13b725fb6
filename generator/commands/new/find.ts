import { didYouMean, nearest } from "../../../runtime/near-miss.ts";
import { likeness, routeOf } from "../../contract/same-operation.ts";
import { splitRequest, type Route } from "../../resolve/request/route.ts";
import { areaOf, newest, type DraftEndpoint } from "./draft/endpoint.ts";
import { singular, wordsOf } from "./draft/wording.ts";

/** What was found: the one operation that is meant, those that may be, or none and what may have been meant. */
export type FoundOperation =
  | { readonly kind: "one"; readonly endpoint: DraftEndpoint }
  | { readonly kind: "several"; readonly endpoints: readonly DraftEndpoint[] }
  | { readonly kind: "none"; readonly hint: string; readonly endpoints: readonly DraftEndpoint[] };

/**
 * Finds an operation by `METHOD /path` (also with a tenant or other values in it), by a path, by its operationId on any
 * line, or by words that all stand in its path, its operationId or its summary.
 */
export function findEndpoint(query: string, endpoints: readonly DraftEndpoint[]): FoundOperation {
  const asked = query.trim();
  if (/^[A-Za-z]+\s+\//.test(asked)) return byRequest(asked, endpoints);
  if (asked.startsWith("/"))
    return among(pathMatches(asked, endpoints), () => nearRoutes("", asked, endpoints));
  const byId = endpoints.filter((it) => idsOf(it).some((id) => id.toLowerCase() === asked.toLowerCase()));
  if (byId.length > 0) return among(byId, () => nearWords(asked, endpoints));
  return among(wordMatches(asked, endpoints), () => nearWords(asked, endpoints));
}

function among(found: readonly DraftEndpoint[], otherwise: () => FoundOperation): FoundOperation {
  const [one] = found;
  if (one === undefined) return otherwise();
  return found.length === 1 ? { kind: "one", endpoint: one } : { kind: "several", endpoints: found };
}

function byRequest(asked: string, endpoints: readonly DraftEndpoint[]): FoundOperation {
  const { method, path } = splitRequest(asked);
  const found = pathMatches(path, endpoints).filter((it) =>
    it.routes.some(({ operation }) => operation.method === method.toUpperCase()),
  );
  const meant = found.length === 1 ? misspelt(path, found[0], endpoints) : undefined;
  if (meant !== undefined)
    return { kind: "none", hint: `Did you mean ${routeOf(newest(meant))}?`, endpoints: [] };
  return among(found, () => nearRoutes(method.toUpperCase(), path, endpoints));
}

/** The operation whose path has a word where what was asked nearly has it, and the one that was found has a hole. */
function misspelt(
  path: string,
  found: DraftEndpoint | undefined,
  endpoints: readonly DraftEndpoint[],
): DraftEndpoint | undefined {
  if (found === undefined) return undefined;
  const given = withoutQuery(path).split("/");
  const holes = newest(found).path.split("/");
  return endpoints.find((one) => {
    if (one === found || newest(one).method !== newest(found).method) return false;
    const parts = newest(one).path.split("/");
    const off = parts.flatMap((part, i) =>
      part === given[i] || (part.startsWith("{") && given[i] !== "") ? [] : [i],
    );
    const [at = -1] = off;
    return (
      parts.length === given.length &&
      off.length === 1 &&
      holes[at]?.startsWith("{") === true &&
      given[at]?.startsWith("{") === false &&
      nearest(given[at] ?? "", [parts[at] ?? ""]) !== undefined
    );
  });
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/, "");
}

/** The operations at a path: word for word, else with the values or names that stand in its holes. */
function pathMatches(asked: string, endpoints: readonly DraftEndpoint[]): readonly DraftEndpoint[] {
  const path = withoutQuery(asked).replace(/(?<=.)\/$/, "");
  const at = (fits: (route: Route) => boolean): readonly DraftEndpoint[] =>
    endpoints.filter((it) => it.routes.some(fits));
  const exact = at(({ operation }) => operation.path === path);
  if (exact.length > 0) return exact;
  const found = at(({ operation }) => fitsPath(operation.path, path));
  const most = Math.max(0, ...found.map((it) => wordsInCommon(it, path)));
  return found.filter((it) => wordsInCommon(it, path) === most);
}

/** How many segments of a path are written out in what was asked: `search` beats `{id}`. */
function wordsInCommon({ routes }: DraftEndpoint, asked: string): number {
  const given = asked.split("/");
  const same = routes.map(
    ({ operation: { path } }) => path.split("/").filter((part, i) => part === given[i]).length,
  );
  return Math.max(0, ...same);
}

function fitsPath(path: string, asked: string): boolean {
  const [parts, given] = [path.split("/"), asked.split("/")];
  return (
    parts.length === given.length &&
    parts.every((part, i) => part === given[i] || fitsHole(part, given[i] ?? ""))
  );
}

function fitsHole(part: string, given: string): boolean {
  return part.startsWith("{") && given !== "";
}

function nearRoutes(method: string, path: string, endpoints: readonly DraftEndpoint[]): FoundOperation {
  const same = pathMatches(path, endpoints);
  if (same.length > 0) {
    const methods = [...new Set(same.map((it) => newest(it).method))].join(" and ");
    return { kind: "none", hint: `The path takes ${methods}.`, endpoints: same };
  }
  const alike = endpoints.filter((it) => method === "" || newest(it).method === method);
  const paths = alike.map((it) => newest(it).path);
  const spelt = nearest(path, paths);
  const twin = spelt === undefined ? undefined : alike[paths.indexOf(spelt)];
  if (twin !== undefined)
    return { kind: "none", hint: `Did you mean ${routeOf(newest(twin))}?`, endpoints: [] };
  const meant = { ...emptyOperation, path };
  const near = endpoints
    .map((endpoint) => ({
      endpoint,
      score: likeness(meant, newest(endpoint)) + (newest(endpoint).method === method ? 0.01 : 0),
    }))
    .filter(({ score }) => score >= 0.5)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ endpoint }) => endpoint);
  const [first] = near;
  const hint = first === undefined ? "" : `Did you mean ${routeOf(newest(first))}?`;
  return { kind: "none", hint, endpoints: near };
}

const emptyOperation = { method: "GET", operationId: "", editions: [], parameters: [], answers: [] } as const;

/** Every word must be there; a word that is a whole word somewhere beats one that is only a part. */
function wordMatches(asked: string, endpoints: readonly DraftEndpoint[]): readonly DraftEndpoint[] {
  const words = asked
    .toLowerCase()
    .split(/[\s_/-]+/)
    .filter((it) => it !== "")
    .map(singular);
  if (words.length === 0) return [];
  const whole = endpoints.filter((it) => words.every((word) => vocabularyOf(it).has(word)));
  const found =
    whole.length > 0
      ? whole
      : endpoints.filter((it) =>
          words.every((word) => [...vocabularyOf(it)].some((one) => one.includes(word))),
        );
  return found.toSorted((a, b) => distance(a, words) - distance(b, words));
}

/** Words in the path or the operationId say more than words in the summary; of equals the shortest path. */
function distance(endpoint: DraftEndpoint, words: readonly string[]): number {
  const { path, operationId } = newest(endpoint);
  const parts = path.split("/").filter((part) => part !== "");
  const literal = parts.filter((part) => !part.startsWith("{"));
  const lacking = (names: readonly string[]): number => {
    const known = new Set(names.flatMap(wordsOf).map(singular));
    return words.filter((word) => !known.has(word)).length;
  };
  return (lacking(literal) + lacking([operationId])) * 100 + parts.length;
}

function vocabularyOf(endpoint: DraftEndpoint): ReadonlySet<string> {
  const texts = endpoint.routes.flatMap(({ operation }) => [
    ...operation.path.split(/[/{}]/),
    operation.operationId,
  ]);
  const summary = (newest(endpoint).summary ?? "").split(/[^A-Za-z]+/);
  return new Set([...texts.flatMap(wordsOf), ...summary.map((it) => it.toLowerCase())].map(singular));
}

function nearWords(asked: string, endpoints: readonly DraftEndpoint[]): FoundOperation {
  const ids = endpoints.flatMap(idsOf);
  const words = [...new Set([...endpoints.map((it) => areaOf(newest(it))), ...ids])];
  return { kind: "none", hint: didYouMean(asked, words).trim(), endpoints: [] };
}

function idsOf({ routes }: DraftEndpoint): readonly string[] {
  return [...new Set(routes.map(({ operation }) => operation.operationId))];
}

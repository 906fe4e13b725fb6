import { filterName, parsePlace } from "../../../spec/place.ts";
import type { PlaceMove } from "./place-drift.ts";
import { decoded, splitOnce } from "../../../resolve/sent.ts";

/** How a request of the newest line so far is sent on the new one. */
export interface RequestChange {
  readonly method: string;
  /** Paths with their `{holes}`. */
  readonly from: string;
  readonly to: string;
  readonly moves: readonly PlaceMove[];
}

/**
 * The request of an example, `METHOD /path?query`, as it is sent on the new line. Undefined where no change is about it,
 * or where it needs something that the example does not say.
 */
export function rewrittenRequest(request: string, changes: readonly RequestChange[]): string | undefined {
  const [line = "", query = ""] = splitOnce(request, "?");
  const [method = "", path = ""] = splitOnce(line.trim().replace(/\s+/u, " "), " ");
  for (const change of changes) {
    const values = change.method === method ? holeValues(change.from, path) : undefined;
    if (values === undefined) continue;
    const sent = moved(change, values, query);
    if (sent === undefined) return undefined;
    const result = `${method} ${sent}`;
    return result === request ? undefined : result;
  }
  return undefined;
}

function moved(
  { to, moves }: RequestChange,
  values: ReadonlyMap<string, string>,
  query: string,
): string | undefined {
  const wires = moves.map((move) => ({ from: wireOf(move.from), to: wireOf(move.to) }));
  const pairs = query === "" ? [] : query.split("&").map((pair) => splitOnce(pair, "="));
  const named = pairs.map(([name = "", value = ""]) => {
    const wire = wires.find((it) => it.from?.place === "query" && it.from.name === decoded(name));
    return wire === undefined || wire.to === undefined
      ? { place: "query", name, value }
      : { ...wire.to, value };
  });
  const fromPath = wires.flatMap(({ from, to: target }) =>
    from?.place === "path" && target?.place === "query"
      ? [{ ...target, value: values.get(from.name) ?? "" }]
      : [],
  );
  const sent = joined([...fromPath, ...named].filter((it) => it.place === "query"));
  const holes = new Map([
    ...values,
    ...named.filter((it) => it.place === "path").map((it) => [it.name, it.value] as const),
  ]);
  const missing = [...to.matchAll(/\{([^}]+)\}/gu)].some(([, hole = ""]) => !holes.has(hole));
  if (missing) return undefined;
  const path = to.replaceAll(/\{([^}]+)\}/gu, (_, hole: string) => holes.get(hole) ?? "");
  return sent === "" ? path : `${path}?${sent}`;
}

/** A list is one value of a filter: `filters[tags][IN]=a,b`. */
function joined(pairs: readonly { readonly name: string; readonly value: string }[]): string {
  const byName = new Map<string, string[]>();
  const plain: string[] = [];
  for (const { name, value } of pairs) {
    if (!/\[(?:NOT_)?IN\]$/u.test(name)) {
      plain.push(`${name}=${value}`);
      continue;
    }
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [value]);
    else list.push(value);
  }
  return [...plain, ...[...byName].map(([name, values]) => `${name}=${values.join(",")}`)].join("&");
}

interface Wire {
  readonly place: "path" | "query";
  readonly name: string;
}

function wireOf(written: string): Wire | undefined {
  const place = parsePlace(written);
  if (typeof place === "string") return undefined;
  if (place.kind === "filter") return { place: "query", name: filterName(place.field, place.operation) };
  return place.kind === "path" || place.kind === "query"
    ? { place: place.kind, name: place.name }
    : undefined;
}

/** What stands in the holes of a path; the tenant too. */
function holeValues(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const values = new Map<string, string>();
  for (const [i, part] of wanted.entries()) {
    const hole = /^\{(.+)\}$/u.exec(part)?.[1];
    if (hole !== undefined) values.set(hole, given[i] ?? "");
    else if (part !== given[i]) return undefined;
  }
  return values;
}

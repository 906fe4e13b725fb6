import { flatten } from "../../../contract/schema.ts";
import type { Contract, ContractOperation } from "../../../contract/contract.ts";
import { answerDrift } from "./answer-drift.ts";
import type { DriftChange } from "./change.ts";
import type { LinePair } from "./lines-pair.ts";
import { placeDrift, type PlaceMove } from "./place-drift.ts";
import { putFromLine } from "../../../workspace/put-line.ts";
import {
  likeness,
  operationAt,
  routeDrift,
  routeOf,
  type RouteDrift,
} from "../../../contract/same-operation.ts";
import { requestOn, type Use } from "./uses.ts";
import type { YamlText } from "../../../workspace/yaml-text.ts";

/** What the author says of a tool's moves. */
export interface Acceptance {
  /** What is likely may be applied. */
  readonly likely: boolean;
  /** Moves for which all evidence speaks may be applied. */
  readonly moves: boolean;
  /** Routes that the author names, `METHOD /path`. */
  readonly routes: readonly string[];
}

/** One request of a tool on the two lines. */
export interface LookedUse {
  readonly use: Use;
  readonly old?: ContractOperation;
  readonly next?: ContractOperation;
  readonly route?: RouteDrift;
  readonly changes: readonly DriftChange[];
  readonly moves: readonly (PlaceMove & { readonly sure: boolean })[];
}

/** Compares one request of a tool on the two lines. */
export function lookAtUse(use: Use, pair: LinePair, yaml: YamlText, said: Acceptance): LookedUse {
  const request = requestOn(use, pair.base.line);
  const old = request === undefined ? undefined : operationAt(pair.base, request.trim().replace(/\s+/u, " "));
  if (old === undefined) return { use, changes: [], moves: [] };
  const route = named(routeDrift(old, pair.base, pair.next), old, pair.next, said);
  const here = routeChanges(use, pair, yaml, old, route);
  if (route.kind === "gone") return { use, old, route, changes: here, moves: [] };
  const next = route.operation;
  const places = placeDrift({ use, pair, yaml, old, next });
  const changes = [
    ...here,
    ...places.changes,
    ...required(use, pair, old, next),
    ...answerDrift(use, pair, old, next),
  ];
  return { use, old, next, route, changes, moves: places.moves };
}

/** The route that the author names for what is gone, where it is one of the new line and of the same method. */
function named(route: RouteDrift, old: ContractOperation, next: Contract, said: Acceptance): RouteDrift {
  if (route.kind !== "gone") return route;
  const [best] = said.routes
    .flatMap((it) => operationAt(next, it) ?? [])
    .filter((it) => it.method === old.method)
    .sort((a, b) => likeness(old, b) - likeness(old, a));
  return best === undefined ? route : { kind: "moved", operation: best };
}

function routeChanges(
  use: Use,
  pair: LinePair,
  yaml: YamlText,
  old: ContractOperation,
  route: RouteDrift,
): readonly DriftChange[] {
  const at = [...use.at, "request"];
  const about = "route" as const;
  const { line } = pair.next;
  if (route.kind === "same") {
    const changes: DriftChange[] = [];
    if (route.id !== undefined) {
      const sentence = `The route is the same; its operationId is \`${route.id}\` now, not \`${old.operationId}\`.`;
      changes.push({ about, at, sentence, breaking: false });
    }
    if (route.operation.deprecated === true && old.deprecated !== true)
      changes.push({ about, at, sentence: `It is deprecated on line ${line}.`, breaking: false });
    if (route.operation.editions.join() !== old.editions.join()) {
      const sentence = `It was answered by ${old.editions.join(" and ")}, and is by ${route.operation.editions.join(" and ")}.`;
      const breaking = old.editions.some((it) => !route.operation.editions.includes(it));
      changes.push({ about, at, sentence, breaking });
    }
    return changes;
  }
  if (route.kind === "moved") {
    const value = routeOf(route.operation);
    const edits = putFromLine(yaml, at, { line, oldest: pair.oldest, value });
    const sentence = `\`${routeOf(old)}\` is gone; it is probably \`${value}\` now (operationId \`${old.operationId}\`).`;
    return [{ about, at, sentence, breaking: true, proposal: { kind: "word", edits } }];
  }
  const other =
    route.other === undefined
      ? ""
      : ` Its operationId \`${old.operationId}\` names **another operation** now, \`${routeOf(route.other)}\`: ${route.why ?? "it differs"}. No edit is proposed.`;
  const perhaps =
    route.perhaps.length === 0
      ? ""
      : ` Routes like it: ${route.perhaps.map((it) => `\`${routeOf(it)}\``).join(", ")}.`;
  return [{ about, at, sentence: `\`${routeOf(old)}\` is gone.${other}${perhaps}`, breaking: true }];
}

/** What the new line requires and the tool does not give. */
function required(
  use: Use,
  pair: LinePair,
  old: ContractOperation,
  next: ContractOperation,
): readonly DriftChange[] {
  const given = new Set(use.params.map(({ name }) => name.replaceAll("_", "").toLowerCase()));
  const named = (operation: ContractOperation, contract: Contract): readonly string[] => {
    const body = operation.body?.media["application/json"];
    return [
      ...operation.parameters.filter((it) => it.required).map((it) => `${it.in}.${it.name}`),
      ...(body === undefined ? [] : (flatten(contract, body).required ?? []).map((name) => `body.${name}`)),
    ];
  };
  const before = named(old, pair.base);
  return named(next, pair.next)
    .filter((name) => !before.includes(name))
    .filter((name) => !given.has((name.split(".").at(-1) ?? "").toLowerCase()))
    .map((name) => ({
      about: "parameter" as const,
      at: [...use.at, "request"],
      sentence: `Line ${pair.next.line} requires \`${name}\`.`,
      breaking: true,
    }));
}

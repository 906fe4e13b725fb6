import type { Correction } from "../../contract/correction.ts";
import type { OperationGrammar, ParamGrammar } from "../../spec/spec.ts";
import { heldOn } from "../../spec/by-line.ts";
import { parsePlace } from "../../spec/place.ts";
import type { Route } from "../../resolve/request/route.ts";
import type { Scope } from "../../resolve/context/scope.ts";
import { placeByName } from "../../resolve/request/target.ts";
import { contractOf } from "../../resolve/context/world.ts";
import { sourceOfPlace } from "./sources.ts";

/** Each argument of one request on one line: where it goes, and where its type comes from. */
export function explainArguments(
  scope: Scope,
  grammar: OperationGrammar,
  params: Readonly<Record<string, ParamGrammar | null>>,
  route: Route,
  corrections: readonly Correction[],
): readonly string[] {
  const contract = contractOf(scope.world, route.line, route.service);
  return Object.entries(params).flatMap(([name, written]) => {
    const param = written ?? {};
    if (grammar.limit?.offset === name) return [`${name} -> nowhere: it skips what was given already`];
    const held = param.to === undefined ? undefined : heldOn(param.to, route.line, []).value;
    if (held === null) return [`${name} -> nowhere on this release`];
    const place = held ?? placeByName(scope, route, name);
    const parsed = place === undefined ? undefined : parsePlace(place);
    if (place === undefined || parsed === undefined || typeof parsed === "string")
      return [`${name} -> nowhere by itself: functions are given it`];
    const { text, corrections: shown } = sourceOfPlace(
      contract,
      route.operation,
      parsed,
      corrections,
      grammar.media,
    );
    const how = held === undefined ? " (by its name)" : "";
    const own = written === null ? [] : ownWords(param);
    return [
      `${name} -> ${place}${how}`,
      `  type   ${[text, ...own].join("; ")}`,
      ...madeWords(name, param),
      ...shown.map((exchange) => `  corrected, as the recording shows: ${exchange}`),
    ];
  });
}

/** What makes what is sent in the place of an argument. */
function madeWords(name: string, { with: by, of = [name] }: ParamGrammar): readonly string[] {
  if (by === undefined) return [];
  const [noun = "", made = ""] = by.split(".");
  return [`  made   by ${made} of specs/functions/${noun}.ts of ${of.join(", ")}`];
}

/** What the spec itself says of an argument. */
export function ownWords(param: ParamGrammar): readonly string[] {
  const keys = ["type", "format", "default", "enum", "min", "max", "long", "optional", "omit"] as const;
  const said = keys.flatMap((key) =>
    param[key] === undefined ? [] : [`${key} ${JSON.stringify(param[key])}`],
  );
  return said.length === 0 ? [] : [`spec: ${said.join(", ")}`];
}

import { loadEffects } from "../../spec/effects.ts";
import type { Contract } from "../../contract/contract.ts";
import { matches } from "../../resolve/request/effect.ts";
import { isSame, routeOf } from "../../contract/same-operation.ts";
import { applyEdits } from "../../workspace/text-edit.ts";
import { blockText, placeAt, rangeOf, yamlText } from "../../workspace/yaml-text.ts";

/**
 * `specs/effects.yaml` with an entry more for each destructive route that probably moved: what destroyed before is taken to destroy
 * still.
 */
export function newEffects(
  text: string,
  base: Contract,
  next: Contract,
): { readonly text: string; readonly notes: readonly string[] } {
  const destructive = loadEffects({ path: "specs/effects.yaml", text });
  const known = (route: string): boolean => destructive.some((it) => matches(it.route, route));
  const moved = base.operations.flatMap((old) => {
    const after = destructive.findIndex((it) => matches(it.route, routeOf(old)));
    const because = destructive[after]?.because;
    if (because === undefined || next.operations.some((it) => routeOf(it) === routeOf(old))) return [];
    const twins = next.operations.filter((it) => isSame(old, it, base));
    return twins.filter((it) => !known(routeOf(it))).map((it) => ({ route: routeOf(it), because, after }));
  });
  const yaml = yamlText(text);
  const edits = moved.map(({ route, because, after }) => {
    const node = placeAt(yaml, ["destructive", after])?.node;
    const at = text.slice(0, node === undefined ? text.length : rangeOf(node).to).trimEnd().length;
    const entry = `\n  - route: ${blockText(route)}\n    because: ${blockText(because)}`;
    return { from: at, to: at, text: entry };
  });
  return {
    text: applyEdits(text, edits),
    notes: moved.map(({ route }) => `\`${route}\` is taken to destroy, as it did under its former route.`),
  };
}

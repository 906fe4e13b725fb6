import { isCollection, isMap, isPair, isScalar, visit } from "yaml";
import { removeMember } from "./remove-node.ts";
import { applyEdits } from "./text-edit.ts";
import { keyOf, yamlText } from "./yaml-text.ts";

/** A tool's YAML without the calls that refer to shared operations of these names. */
export function withoutCalls(text: string, names: readonly string[]): string {
  let now = text;
  for (let before; before !== now;) {
    before = now;
    const yaml = yamlText(now);
    visit(yaml.document, {
      Pair: (_, pair, ancestors) => {
        const [above, calls] = [ancestors.at(-2), ancestors.at(-1)];
        if (!isPair(above) || keyOf(above) !== "calls" || !isMap(calls)) return undefined;
        if (!isScalar(pair.value) || !names.includes(String(pair.value.value))) return undefined;
        const inFlow = ancestors.some((it) => isCollection(it) && it.flow === true);
        now = applyEdits(now, removeMember(yaml, pair, calls.items, inFlow));
        return visit.BREAK;
      },
    });
  }
  return now;
}

import { isMap, isScalar, isSeq, visit } from "yaml";
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { removeMember, type YamlMember } from "../../../workspace/remove-node.ts";
import { applyEdits } from "../../../workspace/text-edit.ts";
import { keyOf, pairRange, rangeOf, yamlText } from "../../../workspace/yaml-text.ts";

/**
 * A tool's YAML without the picks (`name?`) at the places of errors: what is picked where it is, and is on no line that
 * remains.
 */
export function withoutLostPicks(text: string, errors: readonly Diagnostic[]): string {
  let now = text;
  const last = errors.toSorted((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column } of last) {
    const at = offsetOf(now, line, column);
    const yaml = yamlText(now);
    visit(yaml.document, {
      Seq: (_, seq) => {
        const items = seq.items as readonly YamlMember[];
        const item = items.find((it) => isPickAt(it, at));
        if (item === undefined || !isSeq(seq)) return undefined;
        now = applyEdits(now, removeMember(yaml, item, items, seq.flow === true));
        return visit.BREAK;
      },
    });
  }
  return now;
}

function isPickAt(item: unknown, at: number): boolean {
  if (isScalar(item)) return String(item.value).endsWith("?") && rangeOf(item).from === at;
  const [pair, more] = isMap(item) ? item.items : [];
  if (pair === undefined || more !== undefined || !keyOf(pair).endsWith("?")) return false;
  const { from, to } = pairRange(pair);
  return from <= at && at < to && !isMap(pair.value);
}

function offsetOf(text: string, line: number, column: number): number {
  return (
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length +
    (line > 1 ? 1 : 0) +
    column -
    1
  );
}

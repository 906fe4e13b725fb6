import type { Line } from "../line/line.ts";
import { queryFits, scopeFits, textFits, type Condition } from "../executions/condition.ts";
import { labelsOf } from "../executions/flow.ts";
import { Refusal } from "../executions/refusal.ts";
import type { StoredFlow } from "./flow-store.ts";

function labelFits({ flow }: StoredFlow, condition: Condition, line: Line): boolean {
  if (condition.key === undefined) {
    throw new Refusal(500, `Internal server error: Unsupported operation for query: ${condition.operation}`);
  }
  const labels = labelsOf(flow.labels);
  const found = labels.find(({ key }) => key === condition.key)?.value;
  if (condition.operation !== "NOT_EQUALS") return textFits(found, condition);
  // In 1.0 a flow without any label is unlike nothing.
  return found !== condition.value && (line !== "1.0" || labels.length > 0);
}

function fits(stored: StoredFlow, condition: Condition, line: Line): boolean {
  const { id, namespace } = stored.flow;
  switch (condition.field) {
    case "q":
      return queryFits([id, namespace], condition);
    case "scope":
      return scopeFits(namespace, condition);
    case "namespace":
      return textFits(namespace, condition);
    case "flowId":
      return textFits(id, condition);
    case "labels":
      return labelFits(stored, condition, line);
    default:
      return false;
  }
}

/** The flows that fit every condition. Throws a `Refusal`. */
export function searchFlows(
  flows: readonly StoredFlow[],
  conditions: readonly Condition[],
  line: Line,
): readonly StoredFlow[] {
  for (const condition of conditions) {
    if (condition.field === "scope") scopeFits("", condition);
    else if (condition.field === "namespace") textFits("", condition);
  }
  return flows.filter((flow) => conditions.every((condition) => fits(flow, condition, line)));
}

export const flowSortKeys: Readonly<Record<string, (stored: StoredFlow) => string | number>> = {
  id: ({ flow }) => flow.id,
  namespace: ({ flow }) => flow.namespace,
  revision: ({ flow }) => flow.revision,
  updated: ({ updated }) => updated,
};

function marked(line: string, words: string): string {
  return line.replaceAll(
    new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"),
    "[mark]$&[/mark]",
  );
}

/** Lines of context that a fragment shows on each side. */
const context = { before: 1, after: 2 };

/** The lines around each place of a source that holds `words`, with marks around them; places that meet are one fragment. */
export function fragmentsOf(source: string, words: string): readonly string[] {
  const lines = source.trimEnd().split("\n");
  const hits = lines.flatMap((line, index) =>
    line.toLowerCase().includes(words.toLowerCase()) ? [index] : [],
  );
  const ranges: { start: number; end: number }[] = [];
  for (const hit of hits) {
    const last = ranges.at(-1);
    const start = Math.max(0, hit - context.before);
    const end = Math.min(lines.length - 1, hit + context.after);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, hit);
    else ranges.push({ start, end });
  }
  return ranges.map(({ start, end }) =>
    lines
      .slice(start, end + 1)
      .map((line) => marked(line, words))
      .join("\n"),
  );
}

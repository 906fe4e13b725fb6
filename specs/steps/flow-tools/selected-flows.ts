import type { FlowRow } from "./flow-row.ts";
import { toolTrigger } from "./tool-trigger.ts";

/** How flows are read. */
export interface FlowReads {
  /** Empty where there is none. */
  readonly flow: (of: { namespace: string; flow_id: string }) => Promise<ReadRow>;
  readonly some: (of: Wish) => Promise<FlowPage>;
  readonly every: (given: object & Record<string, never>) => Promise<FlowPage>;
}

interface Wish {
  within?: string | undefined;
  labels?: Record<string, string> | undefined;
}

type ReadRow = { readonly [K in keyof FlowRow]?: FlowRow[K] | null | undefined };

interface FlowPage {
  readonly results: readonly ReadRow[];
  readonly total: number;
}

/** A flow that words choose. */
export interface SelectedFlow extends FlowRow {
  /** Whether its trigger for tools chose it: then that says how it is called. */
  readonly byTrigger: boolean;
  /** Whether a word names it alone. */
  readonly byName: boolean;
}

/** What words choose. */
export interface Selected {
  /** In the order of their namespaces and ids, each once. */
  readonly flows: readonly SelectedFlow[];
  /** How many there are, also where not so many were read. */
  readonly count: number;
  /** Words for flows of which there are none, but for the words that mean all that there may come to be. */
  readonly missing: readonly string[];
}

/**
 * The flows that words choose: `namespace.flow`, `namespace.*` with what lies below it, `*`, `label:key=value`, and `trigger`,
 * which are those with a trigger for tools. Those that were deleted are none.
 */
export async function selectedFlows(words: readonly string[], reads: FlowReads): Promise<Selected> {
  const found = await Promise.all(words.map(async (word) => ({ word, ...(await chosenBy(word, reads)) })));
  const flows = new Map<string, SelectedFlow>();
  for (const { word, rows } of found) {
    for (const row of rows) {
      const before = flows.get(keyOf(row));
      const byTrigger = word === "trigger" || before?.byTrigger === true;
      flows.set(keyOf(row), { ...row, byTrigger, byName: isExact(word) || before?.byName === true });
    }
  }
  const sorted = [...flows.values()].sort(compareFlows);
  return {
    flows: sorted,
    count: Math.max(sorted.length, ...found.map(({ total }) => total)),
    missing: found.flatMap(({ word, rows }) =>
      rows.length === 0 && word !== "trigger" && word !== "*" ? [word] : [],
    ),
  };
}

async function chosenBy(
  word: string,
  { flow, some, every }: FlowReads,
): Promise<{ readonly rows: readonly FlowRow[]; readonly total: number }> {
  if (word === "trigger") {
    const { results } = await every({});
    return all(results.filter(({ triggers }) => toolTrigger(triggers) !== undefined));
  }
  if (isExact(word)) {
    for (const { namespace, flow_id } of splits(word)) {
      const found = all([await flow({ namespace, flow_id })]);
      if (found.total > 0) return found;
    }
    return { rows: [], total: 0 };
  }
  const { results, total } = await some(wishOf(word));
  return { rows: all(results).rows, total };
}

function wishOf(word: string): Wish {
  if (word === "*") return {};
  if (!word.startsWith("label:")) return { within: word.slice(0, -".*".length) };
  const label = word.slice("label:".length);
  const equals = label.indexOf("=");
  return { labels: Object.fromEntries([[label.slice(0, equals), label.slice(equals + 1)]]) };
}

function isExact(word: string): boolean {
  return word !== "trigger" && !word.endsWith("*") && !word.startsWith("label:");
}

/** Both a namespace and an id may have dots: the shortest id comes first. */
function splits(word: string): readonly { readonly namespace: string; readonly flow_id: string }[] {
  const parts = word.split(".");
  return parts
    .slice(1)
    .map((_, i) => parts.length - 1 - i)
    .map((at) => ({ namespace: parts.slice(0, at).join("."), flow_id: parts.slice(at).join(".") }));
}

function all(rows: readonly ReadRow[]): {
  readonly rows: readonly FlowRow[];
  readonly total: number;
} {
  const whole = rows.filter(
    (row): row is FlowRow =>
      typeof row.id === "string" && typeof row.namespace === "string" && row.deleted !== true,
  );
  return { rows: whole, total: whole.length };
}

type Placed = Pick<FlowRow, "namespace" | "id">;

/** `namespace/id`: of no two flows the same. */
export function keyOf({ namespace, id }: Placed): string {
  return `${namespace}/${id}`;
}

/** By the namespace, and then by the id. */
export function compareFlows(a: Placed, b: Placed): number {
  return compare(a.namespace, b.namespace) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

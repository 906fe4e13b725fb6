import type { Toolsets } from "../../spec/parse/parse-toolsets.ts";
import { areaOf, isOpen, newest, type DraftEndpoint } from "./draft/endpoint.ts";
import type { Covered } from "./coverage.ts";

/** A toolset for an operation, and how sure that is. */
export interface Home {
  readonly toolset: string;
  /** Why there, where no tool of the toolset is about the same. */
  readonly note?: string;
}

/**
 * The toolset whose tools cover most of what an operation is near to: the longest common beginning of their paths decides,
 * then the number of their operations, each once, then the order of `specs/toolsets.yaml`. A toolset of the Enterprise edition takes nothing that the
 * open-source edition answers.
 */
export function homeFor(endpoint: DraftEndpoint, covered: readonly Covered[], { toolsets }: Toolsets): Home {
  const names = Object.keys(toolsets).filter((name) => !isOpen(endpoint) || toolsets[name]?.edition !== "ee");
  const scores = names.map((name) => {
    const own = covered.filter((it) => it.toolset === name).map((it) => it.endpoint);
    const near = [...new Set(own)].map((it) => common(endpoint, it));
    const most = Math.max(0, ...near);
    return { name, most, count: near.filter((it) => it > 0 && it === most).length };
  });
  const [best] = scores.toSorted((a, b) => b.most - a.most || b.count - a.count);
  if (best === undefined) throw new Error("specs/toolsets.yaml has no toolset.");
  if (best.most > 0) return { toolset: best.name };
  const closed = names.find((name) => toolsets[name]?.edition === "ee");
  const toolset = closed ?? largest(names, covered) ?? best.name;
  const area = areaOf(newest(endpoint));
  return {
    toolset,
    note:
      `No toolset is about "${area}" yet, so it is in "${toolset}". For a toolset of its own declare it in ` +
      `specs/toolsets.yaml (title, description, default), and say --toolset NAME.`,
  };
}

function largest(names: readonly string[], covered: readonly Covered[]): string | undefined {
  const size = (name: string): number => covered.filter((it) => it.toolset === name).length;
  return names.toSorted((a, b) => size(b) - size(a))[0];
}

/** How many segments two paths begin with that are the same, what all routes begin with left aside. */
function common(a: DraftEndpoint, b: DraftEndpoint): number {
  const [left, right] = [segments(a), segments(b)];
  const end = left.findIndex((part, i) => part !== right[i]);
  return end < 0 ? left.length : end;
}

function segments(endpoint: DraftEndpoint): readonly string[] {
  return newest(endpoint)
    .path.split("/")
    .filter((part) => !["", "api", "v1", "{tenant}"].includes(part));
}

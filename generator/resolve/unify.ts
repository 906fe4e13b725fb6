import type { ProjectModel, ReadModel, Since } from "../model.ts";
import { commonSchema } from "../forms/reading.ts";

/**
 * One way to read the answers of neighbouring lines, where there is one: lines that differ only in what may be absent
 * share a reader that expects the least. Lines that project differently keep their own.
 */
export function unify(reads: readonly Since<ReadModel>[]): readonly Since<ReadModel>[] {
  const unified: Since<ReadModel>[] = [];
  for (const read of reads) {
    const before = unified.at(-1);
    const both = before && unifyTwo(before.value, read.value);
    if (before === undefined || both === undefined) unified.push(read);
    else unified[unified.length - 1] = { from: before.from, value: both };
  }
  return unified;
}

function unifyTwo(a: ReadModel, b: ReadModel): ReadModel | undefined {
  const project = unifyProject(a.project, b.project);
  if (project === undefined || a.from !== b.from) return undefined;
  if (a.schema === undefined || b.schema === undefined) return { from: a.from, project };
  return { from: a.from, schema: commonSchema([a.schema, b.schema]), project };
}

function unifyProject(a: ProjectModel, b: ProjectModel): ProjectModel | undefined {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  if (
    (a.kind === "rows" || a.kind === "first") &&
    a.kind === b.kind &&
    a.path.join(".") === b.path.join(".")
  ) {
    const item = unifyProject(a.item, b.item);
    return item && { ...a, item };
  }
  if (
    a.kind === "made" &&
    b.kind === "made" &&
    JSON.stringify([a.by, a.gives]) === JSON.stringify([b.by, b.gives])
  ) {
    const of = unifyProject(a.of, b.of);
    return of && { ...a, of };
  }
  if (a.kind !== "object" || b.kind !== "object") return undefined;
  const keys = [...new Set([...a.entries, ...b.entries].map((entry) => entry.key))];
  const entries = keys.map((key) => {
    const left = a.entries.find((entry) => entry.key === key)?.value;
    const right = b.entries.find((entry) => entry.key === key)?.value;
    const value = left !== undefined && right !== undefined ? unifyProject(left, right) : (left ?? right);
    return { key, value };
  });
  const whole = entries.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]));
  return whole.length < entries.length ? undefined : { kind: "object", entries: whole };
}

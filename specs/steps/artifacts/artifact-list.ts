import { fittingRows } from "../../../runtime/json/leave-out.ts";
import { filesIn, readable, bytesOf, typeOf } from "./value.ts";
import type { StoredExecution } from "./output-calls.ts";
import { isOfExecution } from "./storage-uri.ts";
import type { OutputRun } from "./task-outputs.ts";

/** An output without its value. */
export interface OutputRow {
  readonly name: string;
  readonly type: string;
  /** In bytes: of a text, else of its JSON. That of a file stands with the file. */
  readonly size?: number;
}

/** A file, and the outputs or inputs that name it. */
export interface FileRow {
  readonly uri: string;
  readonly from: readonly string[];
}

/** Outputs of one task run that are listed at most: a script may have hundreds. */
const mostOutputs = 20;

/** Names of one file at most, and characters of a name: they are what an author called something. */
const mostNames = 5;
const longestName = 100;

/** Outputs, each with its type and size. */
export function outputRows(outputs: Readonly<Record<string, unknown>>): readonly OutputRow[] {
  return Object.entries(outputs).map(([name, value]) => {
    const type = typeOf(value);
    return { name: named(name), type, ...(type !== "file" && { size: bytesOf(readable(value)) }) };
  });
}

/** A task run as it is listed. */
export function taskRow({ outputs = {}, value, ...run }: OutputRun & { readonly reason?: string }) {
  const rows = outputRows(outputs);
  const more = rows.length - mostOutputs;
  const item = typeof value === "string" ? { value: named(value) } : {};
  return { ...run, ...item, outputs: rows.slice(0, mostOutputs), ...(more > 0 && { more }) };
}

/** The files that values name, each once. @param values by the name that each has in the answer */
export function fileRows(values: readonly (readonly [name: string, value: unknown])[]): readonly FileRow[] {
  const files = new Map<string, string[]>();
  for (const [uri, from] of values.flatMap(([name, value]) => filesIn(value, name))) {
    const names = files.get(uri) ?? [];
    files.set(uri, names);
    if (names.length < mostNames) names.push(named(from));
  }
  return [...files].map(([uri, from]) => ({ uri, from }));
}

/** Why a file's size is not asked for: it lies elsewhere. */
export function elsewhere(uri: string, executionId: string): string | undefined {
  return isOfExecution(uri, executionId) ? undefined : "It is no file of this execution.";
}

/** As many rows as fit into characters of JSON. */
export function fitting<Row>(rows: readonly Row[], characters: number): readonly Row[] {
  return rows.slice(0, fittingRows(rows, characters));
}

/** How much there is; undefined where that is not known, or was not asked for. */
interface Counts {
  readonly taskRuns: number | undefined;
  readonly outputs: number | undefined;
  readonly files: number | undefined;
  readonly bytes: number | undefined;
  readonly metrics: number | undefined;
}

/** How much an execution made, in one sentence. */
export function summaryOf(
  { id, namespace, flowId, state }: Pick<StoredExecution, "id" | "namespace" | "flowId" | "state">,
  { taskRuns, outputs, files, bytes, metrics }: Counts,
): string {
  const size = bytes === undefined || files === 0 ? "" : ` (${bytes} bytes)`;
  const parts = [
    counted(taskRuns, "task run with outputs", "task runs with outputs"),
    counted(outputs, "output of the flow", "outputs of the flow"),
    counted(files, "file", "files").map((text) => text + size),
    counted(metrics, "metric", "metrics"),
  ].flat();
  return `Execution ${id} of ${namespace}/${flowId} is ${state}: ${parts.join(", ")}.`;
}

function counted(count: number | undefined, one: string, many: string): readonly string[] {
  return count === undefined ? [] : [`${count} ${count === 1 ? one : many}`];
}

function named(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName).toWellFormed()}…`;
}

import type { Dialect } from "../line/dialect.ts";
import type { Execution } from "../executions/execution.ts";
import type { FileStore } from "../executions/file-store.ts";
import type { InputSpec } from "../executions/flow.ts";
import { InputFault } from "./fault.ts";
import { readTyped, type SentInput } from "./types.ts";
import { PebbleError } from "../pebble/error.ts";
import { renderDeep, type Scope } from "../pebble/pebble.ts";
import { printed } from "../pebble/value.ts";
import { Refusal } from "../executions/refusal.ts";
import { writeExactly } from "../values/exact-number.ts";

/** What one input came to: its value, or why it has none. */
export interface ReadInput {
  readonly spec: InputSpec;
  /** Undefined: nothing was sent and there is no default. */
  readonly value?: unknown;
  readonly isDefault: boolean;
  readonly fault?: { readonly cause: InputFault; readonly received: string | null };
}

/** Where the files of inputs go; absent when inputs are only checked. */
export interface InputFiles {
  readonly store: FileStore;
  readonly execution: Pick<Execution, "id" | "namespace" | "flowId">;
}

function instantOf(milliseconds: number, dialect: Dialect): string {
  const [seconds, fraction] = new Date(milliseconds).toISOString().slice(0, -1).split(".");
  if (dialect.line === "2.0") return `${seconds ?? ""}${fraction === "000" ? "" : `.${fraction ?? ""}`}Z`;
  return `${seconds ?? ""}.${fraction ?? ""}000Z`;
}

/** A typed value as an execution keeps it: the instant of a DATETIME in its line's form, everything else as it is. */
export function typedValue(spec: InputSpec, text: string, dialect: Dialect): unknown {
  const value = readTyped(spec, text);
  return spec.type === "DATETIME" ? instantOf(value as number, dialect) : value;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : writeExactly(value);
}

/** The address that a file was stored under, which an input of any type then has as its text. */
function sentFile(spec: InputSpec, sent: SentInput, files: InputFiles | undefined): string | undefined {
  if (sent.file === undefined) return undefined;
  // A part named `files` names its input by the file name, so the stored file has no name of its own.
  const name = sent.file.name === spec.id ? ".upl" : sent.file.name;
  return files?.store.addInput(files.execution, spec.id, name, sent.file.bytes) ?? name;
}

function fallback(spec: InputSpec, scope: Scope): string | undefined {
  if (spec.defaults === undefined || spec.defaults === null) return undefined;
  return textOf(renderDeep(spec.defaults, scope));
}

function isSent(sent: SentInput | undefined): sent is SentInput {
  return sent !== undefined && (sent.file !== undefined || sent.text !== "");
}

function readOne(
  spec: InputSpec,
  sent: SentInput | undefined,
  scope: Scope,
  dialect: Dialect,
  files: InputFiles | undefined,
): ReadInput {
  const given = isSent(sent);
  let text: string | undefined;
  try {
    text = given ? sent.text : fallback(spec, scope);
    if (text === undefined) {
      if (spec.required === false) return { spec, isDefault: false };
      throw new InputFault("missing", `Missing required input:${spec.id}`, "missing required input");
    }
    const address = given ? sentFile(spec, sent, files) : undefined;
    if (spec.type === "FILE" && address !== undefined) return { spec, value: address, isDefault: false };
    text = address ?? text;
    return { spec, value: typedValue(spec, text, dialect), isDefault: !given };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const cause =
      error instanceof InputFault
        ? error
        : new InputFault("value", error instanceof PebbleError ? error.message : printed(error));
    return {
      spec,
      ...(text === undefined ? {} : { value: text }),
      isDefault: !given,
      fault: { cause, received: text ?? null },
    };
  }
}

/**
 * Reads what was sent for the inputs of a flow (or of a pause), in the order that the flow has them. Unknown names are ignored, an
 * empty text counts as nothing sent. A template in a default sees `scope` and the inputs before it.
 */
export function readInputs(
  specs: readonly InputSpec[],
  sent: ReadonlyMap<string, SentInput>,
  scope: Scope,
  dialect: Dialect,
  files?: InputFiles,
): readonly ReadInput[] {
  const found: ReadInput[] = [];
  for (const spec of specs) {
    const inputs = valuesOf(found);
    const inner: Scope = { ...scope, variables: { ...scope.variables, inputs } };
    found.push(
      readOne({ ...spec, required: spec.required !== false }, sent.get(spec.id), inner, dialect, files),
    );
  }
  return found;
}

/** The values by input; null for an optional one without a value. */
export function valuesOf(read: readonly ReadInput[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(read.map(({ spec, value }) => [spec.id, value ?? null]));
}

export function firstFault(read: readonly ReadInput[]): ReadInput | undefined {
  return read.find(({ fault }) => fault !== undefined);
}

import { PebbleError } from "./error.ts";
import { parseJson } from "./filters.ts";
import { printed } from "./value.ts";

/** What the functions of a template may ask for. */
export interface FunctionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The bytes of a file of an execution, by its `kestra:///` address. Absent: there is no execution. */
  readonly fileAt?: (uri: string) => Uint8Array | undefined;
}

type Call = (context: FunctionContext, ...args: readonly unknown[]) => unknown;

const functions: Readonly<Record<string, Call>> = {
  fail: (_, message) => {
    throw new PebbleError(message === undefined ? "Error" : printed(message));
  },
  fromJson: (_, text) => parseJson(text),
  json: (_, text) => parseJson(text),
  max: (_, ...numbers) => Math.max(...numbers.map(Number)),
  min: (_, ...numbers) => Math.min(...numbers.map(Number)),
  now: ({ now }) => new Date(now).toISOString(),
  read: ({ fileAt }, uri) => {
    const bytes = fileAt?.(printed(uri));
    if (bytes !== undefined) return new TextDecoder().decode(bytes);
    throw new PebbleError(`java.io.FileNotFoundException: ${printed(uri)} (No such file or directory)`);
  },
  range: (_, from, to, step) => {
    const width = Number(step ?? 1);
    const count = Math.max(0, Math.floor((Number(to) - Number(from)) / width) + 1);
    return Array.from({ length: count }, (__, index) => Number(from) + index * width);
  },
};

/** Calls the function of this name. Throws a `PebbleError` when the sandbox knows none. */
export function callFunction(name: string, context: FunctionContext, args: readonly unknown[]): unknown {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined) {
    throw new PebbleError(
      `io.pebbletemplates.pebble.error.PebbleException: Function or Macro [${name}] does not exist.`,
    );
  }
  return called(context, ...args);
}

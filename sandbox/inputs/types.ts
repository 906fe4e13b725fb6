import { parse as parseYaml } from "yaml";
import { parseDuration } from "../values/duration.ts";
import type { InputSpec } from "../executions/flow.ts";
import { InputFault } from "./fault.ts";
import { printed } from "../pebble/value.ts";
import { readExactly } from "../values/exact-number.ts";

/** What was sent for one input: a field of a form, or a file. */
export interface SentInput {
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

type Reader = (text: string, spec: InputSpec) => unknown;

function number(text: string, spec: InputSpec, valid: RegExp): number {
  if (!valid.test(text)) throw new InputFault("value", `For input string: "${text}"`);
  const value = Number(text);
  if (spec["min"] !== undefined && value < Number(spec["min"])) {
    throw new InputFault("value", `it must be more than \`${printed(spec["min"])}\``);
  }
  if (spec["max"] !== undefined && value > Number(spec["max"])) {
    throw new InputFault("value", `it must be less than \`${printed(spec["max"])}\``);
  }
  return value;
}

/** Java's `Integer`, whose message for a number that it does not hold is that for a text that is none. */
function integer(text: string, spec: InputSpec): number {
  const isHeld = Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;
  return number(text, spec, isHeld ? /^[+-]?\d+$/ : /^$/);
}

function notParsed(text: string, index = 0): InputFault {
  return new InputFault("parse", `Text '${text}' could not be parsed at index ${index}`);
}

function matching(text: string, form: RegExp): string {
  if (!form.test(text)) throw notParsed(text);
  return text;
}

const dateForm = /^\d{4}-\d{2}-\d{2}$/;

function plainDate(text: string): string {
  const found = matching(text, dateForm);
  const time = Date.parse(found);
  // JavaScript takes the 30th of February for a day of March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(found)) throw notParsed(text);
  return found;
}

/** Both limits are within. */
function between<T extends string | number>(value: T, spec: InputSpec, read: (limit: string) => T): T {
  const { after, before } = spec;
  if (after !== undefined && value < read(dateText(after)))
    throw new InputFault("value", `it must be after \`${dateText(after)}\``);
  if (before !== undefined && value > read(dateText(before)))
    throw new InputFault("value", `it must be before \`${dateText(before)}\``);
  return value;
}

/** A limit as the source gives it: YAML may have read it as an instant. */
function dateText(limit: unknown): string {
  return limit instanceof Date ? limit.toISOString() : printed(limit);
}

function date(text: string, spec: InputSpec): string {
  return between(plainDate(text), spec, plainDate);
}

function dateTime(text: string, spec: InputSpec): number {
  return between(instant(text), spec, instant);
}

function instant(text: string): number {
  const milliseconds = Date.parse(
    matching(text, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/),
  );
  if (Number.isNaN(milliseconds)) throw notParsed(text);
  return milliseconds;
}

function time(text: string, spec: InputSpec): string {
  return between(plainTime(text), spec, plainTime);
}

function plainTime(text: string): string {
  const found = matching(text, /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/);
  return found.length === 5 ? `${found}:00` : found;
}

function duration(text: string, { min, max }: InputSpec): number {
  const seconds = secondsOf(text);
  if (min !== undefined && seconds < secondsOf(printed(min)))
    throw new InputFault("value", `It must be more than \`${printed(min)}\``);
  if (max !== undefined && seconds > secondsOf(printed(max)))
    throw new InputFault("value", `It must be less than \`${printed(max)}\``);
  return seconds;
}

function secondsOf(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) throw new InputFault("parse", "Text cannot be parsed to a Duration");
  return milliseconds / 1000;
}

/** What Jackson says of a text that is no JSON, near enough. */
function jacksonMessage(text: string): string {
  const word = /^[\s]*([A-Za-z_$][\w$]*|[^\s{["\d,-][^\s,]*)/.exec(text);
  const where = (column: number) =>
    `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
  if (word?.[1] !== undefined) {
    return `Unrecognized token '${word[1]}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')${where(1)}`;
  }
  const quoted = /^\s*\{\s*([^"}\s])/.exec(text);
  if (quoted?.[1] !== undefined) {
    const code = quoted[1].charCodeAt(0);
    return `Unexpected character ('${quoted[1]}' (code ${code})): was expecting double-quote to start field name${where(2)}`;
  }
  return `Unexpected end-of-input${where(text.length + 1)}`;
}

function json(text: string): unknown {
  try {
    return readExactly(text);
  } catch {
    throw new InputFault("parse", jacksonMessage(text));
  }
}

function yaml(text: string): unknown {
  try {
    return parseYaml(text) as unknown;
  } catch (error) {
    throw new InputFault("parse", error instanceof Error ? error.message : String(error));
  }
}

function list(value: unknown): string {
  return `[${(Array.isArray(value) ? value : []).map(printed).join(", ")}]`;
}

function allowed(spec: InputSpec, value: string): boolean {
  return (
    spec["allowCustomValue"] === true ||
    (Array.isArray(spec["values"]) && spec["values"].map(printed).includes(value))
  );
}

const select: Reader = (text, spec) => {
  if (!allowed(spec, text))
    throw new InputFault("value", `it must match the values \`${list(spec["values"])}\``);
  return text;
};

const array: Reader = (text, spec) => {
  const items = json(text);
  if (!Array.isArray(items)) {
    throw new InputFault("parse", "Cannot deserialize value of type `java.util.ArrayList<java.lang.Object>`");
  }
  const reader = typeof spec["itemType"] === "string" ? readers.get(spec["itemType"]) : undefined;
  return reader === undefined
    ? (items as readonly unknown[])
    : items.map((item) => reader(printed(item), { id: spec.id, type: printed(spec["itemType"]) }));
};

const multiselect: Reader = (text, spec) => {
  const items = array(text, { ...spec, itemType: "STRING" }) as readonly string[];
  const other = items.find((item) => !allowed(spec, item));
  if (other !== undefined) {
    throw new InputFault(
      "value",
      `value \`${other}\` doesn't match the values \`${list(spec["values"])}\``,
      `it must match the values \`${list(spec["values"])}\``,
    );
  }
  return items;
};

const string: Reader = (text, spec) => {
  const validator = spec["validator"];
  if (typeof validator === "string" && !new RegExp(`^(?:${validator})$`).test(text)) {
    throw new InputFault("value", `it must match the pattern \`${validator}\``);
  }
  return text;
};

const uri: Reader = (text) => {
  const wrong = /[\s<>"{}|\\^`]/.exec(text);
  if (wrong !== null) {
    throw new InputFault(
      "value",
      `Illegal character in path at index ${wrong.index}: ${text}`,
      `Expected \`URI\` but received \`${text}\``,
    );
  }
  return text;
};

const email: Reader = (text) => {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text))
    throw new InputFault("value", "The input must be a valid email");
  return text;
};

const secret: Reader = () => {
  throw new InputFault("parse", "Unable to use a `SECRET` input/output as encryption is not configured");
};

/** A `FILE` that came as text names a file of Kestra's; there is none but those it stored itself. */
const file: Reader = (text) => {
  if (text.startsWith("kestra://")) return text;
  throw new InputFault("parse", `${text} (No such file or directory)`);
};

const bool: Reader = (text) => text.toLowerCase() === "true";

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries({
    STRING: string,
    INT: integer,
    FLOAT: (text, spec) => number(text, spec, /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/),
    BOOL: bool,
    BOOLEAN: bool,
    DATE: date,
    DATETIME: dateTime,
    TIME: time,
    DURATION: duration,
    JSON: json,
    YAML: yaml,
    ARRAY: array,
    SELECT: select,
    ENUM: select,
    MULTISELECT: multiselect,
    URI: uri,
    EMAIL: email,
    SECRET: secret,
    FILE: file,
  }),
);

/**
 * Reads the text of an input (or of a flow output) as its type. A DATETIME becomes milliseconds since 1970, a DURATION seconds.
 * Throws an `InputFault`.
 */
export function readTyped(spec: InputSpec, text: string): unknown {
  return (readers.get(spec.type) ?? string)(text, spec);
}

import { Refusal } from "./refusal.ts";

/** One filter of a search, its field and operation already known to be taken by what is searched. */
export interface Condition {
  readonly field: string;
  readonly operation: string;
  /** The label that `filters[labels][EQUALS][key]` names. */
  readonly key?: string;
  readonly value: string;
}

/** The elements of a list, which Kestra takes out of brackets and decodes once more. */
function items(value: string): readonly string[] {
  return decoded(value.replaceAll(/[[\]]/g, ""))
    .split(",")
    .map((item) => item.trim());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // What Kestra says of it was not seen.
    return text;
  }
}

function inside(namespace: string, parent: string): boolean {
  return namespace === parent || namespace.startsWith(`${parent}.`);
}

/** Whether a text fits; a missing one fits nothing, as in SQL. Throws a `Refusal` for a bad regular expression. */
export function textFits(text: string | undefined, { operation, value }: Condition): boolean {
  if (text === undefined) return false;
  switch (operation) {
    case "EQUALS":
      return text === value;
    case "NOT_EQUALS":
      return text !== value;
    case "CONTAINS":
      return text.includes(value);
    case "STARTS_WITH":
      return text.startsWith(value);
    case "ENDS_WITH":
      return text.endsWith(value);
    case "IN":
      return items(value).includes(text);
    case "NOT_IN":
      return !items(value).includes(text);
    case "PREFIX":
      return inside(text, value);
    case "REGEX":
      try {
        return new RegExp(value).test(text);
      } catch {
        throw new Refusal(500, "Internal server error: SQL [select …]");
      }
    default:
      return false;
  }
}

/** Milliseconds of an instant with its zone. Throws the `Refusal` that Kestra answers to anything else. */
export function instantOf(text: string): number {
  const index = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text)
    ? text.length
    : /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? 10
      : 0;
  const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const milliseconds = zoned ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new Refusal(500, `Internal server error: Text '${text}' could not be parsed at index ${index}`);
  }
  return milliseconds;
}

/** Whether an instant fits; a missing one fits nothing. */
export function instantFits(instant: number | undefined, { operation, value }: Condition): boolean {
  const limit = instantOf(value);
  if (instant === undefined) return false;
  switch (operation) {
    case "GREATER_THAN":
      return instant > limit;
    case "GREATER_THAN_OR_EQUAL_TO":
      return instant >= limit;
    case "LESS_THAN":
      return instant < limit;
    case "LESS_THAN_OR_EQUAL_TO":
      return instant <= limit;
    case "EQUALS":
      return instant === limit;
    case "NOT_EQUALS":
      return instant !== limit;
    default:
      return false;
  }
}

/** Whether what `value` asks for anywhere in one of the texts is there, whatever the case. */
export function queryFits(texts: readonly string[], { operation, value }: Condition): boolean {
  const words = value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
  return operation === "NOT_EQUALS" ? !found : found;
}

/** USER is every namespace but `system`. Throws a `Refusal` for another scope. */
export function scopeFits(namespace: string, { operation, value }: Condition): boolean {
  const wanted = items(value);
  const wrong = wanted.find((scope) => scope !== "USER" && scope !== "SYSTEM");
  if (wrong !== undefined) throw new Refusal(422, `Illegal argument: Invalid FlowScope value: ${wrong}`);
  const fits = wanted.includes(inside(namespace, "system") ? "SYSTEM" : "USER");
  return operation === "NOT_EQUALS" ? !fits : fits;
}

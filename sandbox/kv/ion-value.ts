import type { Line } from "../line/line.ts";
import { parseDuration } from "../values/duration.ts";
import { Refusal } from "../executions/refusal.ts";
import { ExactNumber } from "../values/exact-number.ts";
import { IonError, IonTimestamp, readIon, type Ion } from "./ion-text.ts";

export type KvType = "STRING" | "NUMBER" | "BOOLEAN" | "DATETIME" | "DATE" | "DURATION" | "JSON";

export interface KvValue {
  readonly type: KvType;
  /** Undefined where null was stored. */
  readonly value?: unknown;
}

function plain(value: Ion): unknown {
  if (value instanceof ExactNumber) return value;
  if (value instanceof IonTimestamp) return value.text;
  if (Array.isArray(value)) return (value as readonly Ion[]).map(plain);
  if (typeof value !== "object" || value === null) return value;
  // Kestra keeps the nulls of a list, and drops the keys of an object that have one.
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([name, item]) => [name, plain(item)]));
}

function ofTimestamp({ text }: IonTimestamp): KvValue {
  if (!text.includes("T")) return { type: "DATE", value: text };
  // Kestra knows instants; a date and time at an offset is any other object to it.
  return { type: text.endsWith("Z") ? "DATETIME" : "JSON", value: text };
}

function ofIon(value: Ion): KvValue {
  if (value === null) return { type: "STRING" };
  if (value instanceof IonTimestamp) return ofTimestamp(value);
  if (typeof value === "number" || value instanceof ExactNumber) return { type: "NUMBER", value };
  if (typeof value === "boolean") return { type: "BOOLEAN", value };
  if (typeof value !== "string") return { type: "JSON", value: plain(value) };
  return { type: parseDuration(value) === undefined ? "STRING" : "DURATION", value };
}

/**
 * The value that a key is set to: the first Ion value of the text. A text that is none is refused by 1.0 (throws a `Refusal`) and
 * kept as it is from 1.3.
 */
export function readValue(text: string, line: Line): KvValue {
  try {
    return ofIon(readIon(text).value);
  } catch (error) {
    if (!(error instanceof IonError)) throw error;
    if (line === "1.0") throw new Refusal(422, `Illegal argument: Invalid JSON value for: ${text}`);
    return { type: "STRING", value: text };
  }
}

/** The values that a text is made of, one after the other, `most` of them. Throws a `Refusal` (422) where one is none. */
export function valuesIn(text: string, most: number): readonly unknown[] {
  const values: unknown[] = [];
  try {
    for (let place = 0; values.length < most && text.slice(place).trim() !== "";) {
      const { value, end } = readIon(text, place);
      values.push(plain(value));
      place = end;
    }
  } catch (error) {
    if (!(error instanceof IonError)) throw error;
    throw new Refusal(422, `Illegal argument: ${error.message}`);
  }
  return values;
}

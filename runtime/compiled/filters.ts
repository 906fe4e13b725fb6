import { InputError } from "../errors.ts";
import type { QueryValue } from "../http-client/request-plan.ts";
import { didYouMean } from "../near-miss.ts";
import { own, say, type Said } from "../text/said.ts";
import { contradictionIn, type Condition } from "./contradiction.ts";
import { instant, list } from "./request.ts";

/** What a search may be filtered by on one line: field -> its operations. */
export type FilterFields = Readonly<Record<string, readonly string[]>>;

/** Kestra 2.0 takes no more in one search. */
const most = 20;

/** Fields whose values are Kestra's own words, which it writes in capitals. */
const inCapitals = ["childFilter", "kind", "level", "scope", "source", "state", "triggerState"];

/**
 * A query with filters in Kestra's own form beside those that it has: `state[NOT_IN]=FAILED,KILLED`,
 * `labels[NOT_EQUALS][env]=prod`. Kestra joins all of them by AND, and ignores what it cannot read: it would find everything.
 * @param argument that holds them, for messages
 * @param fields what the search takes on this line
 * @throws InputError for what it does not take, naming what it does, and for filters that nothing fits
 */
export function filtered(
  query: Readonly<Record<string, QueryValue>>,
  values: readonly string[] | undefined,
  argument: string,
  fields: FilterFields,
): Record<string, QueryValue> {
  const sent: Record<string, QueryValue> = { ...query };
  if (values === undefined || values.length === 0) return sent;
  const name = own(argument);
  if (values.length > most) throw new InputError(say`${name} must have at most ${most} items.`);
  const given = values.map((value) => conditionOf(value, argument, fields));
  const typed = Object.entries(query).flatMap(([key, value]) => typedConditions(key, value));
  const contradiction = contradictionIn([...typed, ...given]);
  if (contradiction !== undefined) throw new InputError(say`${name}: ${contradiction}`);
  for (const { field, operation, key, value } of given) {
    const parameter = `filters[${field}][${operation}]${key === undefined ? "" : `[${key}]`}`;
    const before = textsOf(sent[parameter]);
    // Of a label it reads one value of each operation.
    if (key !== undefined && before.some((text) => text !== value))
      throw new InputError(say`${name}: Kestra reads ${field}[${operation}][${key}] only once.`);
    sent[parameter] = before.length === 0 ? value : [...new Set([...before, value])];
  }
  return sent;
}

function conditionOf(written: string, argument: string, fields: FilterFields): Condition {
  const name = own(argument);
  const shown = JSON.stringify(written);
  const [, first, second, inner = "", key, text = ""] =
    /^\s*(?:filters\[(\w+)\]|(\w+))\s*\[\s*(\w+)\s*\](?:\[([^\]]+)\])?\s*=(.*)$/s.exec(written) ?? [];
  const field = first ?? second;
  if (field === undefined)
    throw new InputError(
      say`${name}: ${shown} is no filter. Write field[OPERATION]=value, such as state[NOT_IN]=FAILED,KILLED.`,
    );
  const operations = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (operations === undefined) throw new InputError(say`${name}: ${noField(field, Object.keys(fields))}`);
  const operation = inner.toUpperCase();
  if (!operations.includes(operation))
    throw new InputError(say`${name}: ${noOperation(field, operation, operations)}`);
  if ((key !== undefined) !== (field === "labels"))
    throw new InputError(
      key === undefined
        ? say`${name}: a filter of labels names one: labels[${operation}][key]=value.`
        : say`${name}: only labels have a key, and ${shown} has ${key}.`,
    );
  const value = text.trim();
  // Nothing would be sent of it, and everything found.
  const sent = value === "" ? value : sentOf({ field, operation, value }, argument);
  if (sent === "") throw new InputError(say`${name}: ${shown} has no value. ${own(missing)}`);
  return { field, operation, ...(key === undefined ? {} : { key }), value: sent };
}

const missing = "Kestra has no filter for what is missing: search, and look at the rows.";

function noField(field: string, taken: readonly string[]): Said {
  const near = own(didYouMean(field, taken));
  return say`on this Kestra the search takes no ${field}, but ${own(taken.join(", "))}.${near}`;
}

function noOperation(field: string, operation: string, taken: readonly string[]): Said {
  const hint = /NULL|EXIST|EMPTY/.test(operation) ? ` ${missing}` : didYouMean(operation, taken);
  return say`on this Kestra ${field} takes ${own(taken.join(", "))}, not ${operation}.${own(hint)}`;
}

/** A value as Kestra reads it: a date with a zone, its own words in capitals, of a list each element escaped once more. */
function sentOf({ field, operation, value }: Condition, argument: string): string {
  if (/Date$|^(?:created|updated)$/.test(field)) return instant(value, `${argument}: ${field}`) ?? value;
  const word = inCapitals.includes(field) ? value.toUpperCase() : value;
  if (!/IN$/.test(operation)) return word;
  const elements = word.replace(/^\[(.*)\]$/s, "$1").split(",");
  return list(elements.map((element) => element.trim()).filter(Boolean), argument) ?? "";
}

/** A filter that a typed argument sends. */
function typedConditions(name: string, value: QueryValue): readonly Condition[] {
  const [, field, operation, key] = /^filters\[(\w+)\]\[(\w+)\](?:\[(.+)\])?$/.exec(name) ?? [];
  if (field === undefined || operation === undefined) return [];
  return textsOf(value).map((text) => ({
    field,
    operation,
    ...(key === undefined ? {} : { key }),
    value: text,
  }));
}

function textsOf(value: QueryValue): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  return typeof value === "object" ? value.map(String) : [String(value)];
}

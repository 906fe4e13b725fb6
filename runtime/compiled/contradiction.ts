import { say, type Said } from "../text/said.ts";

/** One filter of a search. */
export interface Condition {
  readonly field: string;
  readonly operation: string;
  /** Of `labels`. */
  readonly key?: string;
  /** Of a list its elements, joined by commas. */
  readonly value: string;
}

/** What does not mean equality there: a search in several fields, a least level, and times. */
const inexact = /^(?:q|level|timeRange)$|Date$/;

/** Why nothing can fit all of these filters; undefined where something may. */
export function contradictionIn(conditions: readonly Condition[]): Said | undefined {
  const byField = new Map<string, Condition[]>();
  for (const condition of conditions.filter(({ field }) => !inexact.test(field))) {
    const { field, key } = condition;
    const name = key === undefined ? field : `${field}[${key}]`;
    byField.set(name, [...(byField.get(name) ?? []), condition]);
  }
  for (const [name, its] of byField) {
    const wanted = its.filter(({ operation }) => operation === "EQUALS" || operation === "IN");
    const values = wanted.flatMap(elementsOf);
    const possible = values.some((value) => its.every((condition) => mayFit(value, condition)));
    if (wanted.length > 0 && !possible) {
      const all = its.map(({ operation, value }) => `${operation} ${value}`).join(" and ");
      return say`nothing fits all that is asked of ${name}: ${all}. Arguments count, too.`;
    }
  }
  return undefined;
}

function elementsOf({ operation, value }: Condition): readonly string[] {
  if (!/IN$/.test(operation)) return [value];
  // As `list` escapes them.
  return value.split(",").map((element) => element.replaceAll("%2B", "+").replaceAll("%25", "%"));
}

/** Whether a value may fit; of what only Kestra can tell it may, such as whether a part of a name counts in another case. */
function mayFit(value: string, condition: Condition): boolean {
  const elements = elementsOf(condition);
  const [whole, part] = [value.toLowerCase(), condition.value.toLowerCase()];
  switch (condition.operation) {
    case "EQUALS":
    case "IN":
      return elements.includes(value);
    case "NOT_EQUALS":
    case "NOT_IN":
      return !elements.includes(value);
    case "PREFIX":
    case "STARTS_WITH":
      return whole.startsWith(part);
    case "ENDS_WITH":
      return whole.endsWith(part);
    case "CONTAINS":
      return whole.includes(part);
    default:
      return true;
  }
}

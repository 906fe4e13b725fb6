import { PebbleError } from "../../pebble/error.ts";
import { printed } from "../../pebble/value.ts";
import { render, type Scope } from "../../pebble/pebble.ts";
import type { Values } from "../../values/values.ts";

type Check = (actual: unknown, expected: unknown) => boolean;

function text(value: unknown): string {
  return value === null ? "" : printed(value);
}

function listed(actual: unknown, expected: unknown): boolean {
  return Array.isArray(expected) && expected.map(text).includes(text(actual));
}

/** What an assertion can demand of its value, by the key that stands in YAML. */
const checks: Readonly<Record<string, Check>> = {
  equalTo: (actual, expected) => text(actual) === text(expected),
  notEqualTo: (actual, expected) => text(actual) !== text(expected),
  contains: (actual, expected) => text(actual).includes(text(expected)),
  startsWith: (actual, expected) => text(actual).startsWith(text(expected)),
  endsWith: (actual, expected) => text(actual).endsWith(text(expected)),
  greaterThan: (actual, expected) => Number(actual) > Number(expected),
  greaterThanOrEqualTo: (actual, expected) => Number(actual) >= Number(expected),
  lessThan: (actual, expected) => Number(actual) < Number(expected),
  lessThanOrEqualTo: (actual, expected) => Number(actual) <= Number(expected),
  in: listed,
  notIn: (actual, expected) => !listed(actual, expected),
  isNull: (actual, expected) => (actual === null) === (expected !== false),
  isNotNull: (actual, expected) => (actual !== null) === (expected !== false),
};

/** `greaterThanOrEqualTo` is `GREATER_THAN_OR_EQUAL_TO`. */
function constantOf(key: string): string {
  return key.replaceAll(/([A-Z])/g, "_$1").toUpperCase();
}

/** A value as a template gives it; null where the template names what is not there. */
function actualOf(value: unknown, scope: Scope): unknown {
  if (typeof value !== "string") return value ?? null;
  try {
    return render(value, scope);
  } catch (error) {
    if (error instanceof PebbleError) return null;
    throw error;
  }
}

/** The results of one assertion: one for each thing that it demands. */
export function assertionResults(assertion: Values, scope: Scope): readonly Values[] {
  const actual = actualOf(assertion["value"], scope);
  return Object.entries(checks).flatMap(([key, check]) => {
    const expected = assertion[key];
    if (expected === undefined) return [];
    const isSuccess = check(actual, expected);
    const { taskId, description, errorMessage } = assertion;
    return [
      {
        operator: constantOf(key),
        expected,
        actual,
        isSuccess,
        ...(typeof taskId === "string" ? { taskId } : {}),
        ...(typeof description === "string" ? { description } : {}),
        ...(!isSuccess && typeof errorMessage === "string" ? { errorMessage } : {}),
      },
    ];
  });
}

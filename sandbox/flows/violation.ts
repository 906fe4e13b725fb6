import type { Line } from "../line/line.ts";
import { Refusal } from "../executions/refusal.ts";

/** What is wrong with a flow: all of one kind, since Kestra stops at the first kind that it finds. */
export type Violations =
  /** It is no YAML, or no flow. */
  | { readonly kind: "source"; readonly message: string }
  /** A type that does not exist; `path` as Jackson writes it. */
  | { readonly kind: "type"; readonly type: string; readonly path: string }
  /** A property that the class does not have. */
  | { readonly kind: "property"; readonly message: string; readonly path: string }
  | { readonly kind: "constraints"; readonly constraints: readonly Constraint[] };

export interface Constraint {
  /** `tasks[0].message` */
  readonly path: string;
  /** The same by id, as the message has it: `a.message`. */
  readonly place: string;
  readonly message: string;
}

/** 1.0 stumbles over a flow without an id. */
const stumble = "HV000028: Unexpected exception during isValid call.";

function stumbles(violations: Violations, line: Line): boolean {
  return (
    line === "1.0" &&
    violations.kind === "constraints" &&
    violations.constraints.some(({ path, message }) => path === "id" && message === "must not be null")
  );
}

function summary(constraints: readonly Constraint[]): string {
  return constraints.map(({ place, message }) => `${place}: ${message}\n`).join("");
}

function unresolved(type: string, path: string): string {
  return `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.Plugin\`: No plugin registered for the defined type: '${type}'\n at [Source: UNKNOWN; byte offset: #UNKNOWN] (through reference chain: ${path})`;
}

/** The refusal of a create or an update. */
export function refusalOf(violations: Violations, line: Line): Refusal {
  if (stumbles(violations, line)) return new Refusal(500, `Internal server error: ${stumble}`);
  switch (violations.kind) {
    case "source":
      return new Refusal(422, `Invalid entity: Illegal genericflow source: ${violations.message}`, [
        { message: violations.message, path: "yaml" },
      ]);
    case "type": {
      const { type, path } = violations;
      return new Refusal(422, `Invalid entity: Invalid type: ${type}`, [
        { message: `Invalid type: ${type}`, path },
        { message: unresolved(type, path), path },
      ]);
    }
    case "property":
      return new Refusal(422, `Invalid entity: ${violations.message}`, [violations]);
    case "constraints":
      return new Refusal(422, `Invalid entity: ${summary(violations.constraints)}`, violations.constraints);
  }
}

/** What the answer of a validation says, in the words of the line. */
export function constraintsText(violations: Violations, line: Line): string {
  if (stumbles(violations, line)) return `Unable to validate the flow: ${stumble}`;
  if (violations.kind === "constraints") {
    const text = summary(violations.constraints);
    return line === "1.0" ? text : `Validation error: ${text}`;
  }
  const prefix = line === "1.0" ? "jakarta.validation.ConstraintViolationException: " : "Validation error: ";
  switch (violations.kind) {
    case "source":
      return `${prefix}Illegal Flow source: ${violations.message}`;
    case "type":
      return `${prefix}Invalid type: ${violations.type}`;
    case "property":
      return `${prefix}${violations.message}`;
  }
}

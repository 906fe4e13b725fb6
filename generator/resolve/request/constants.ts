import { isObject, type Json } from "../../../runtime/json.ts";
import type { ValueModel } from "../../model.ts";
import type { OperationGrammar } from "../../spec/spec.ts";
import { heldOn } from "../../spec/by-line.ts";
import type { Place } from "../../spec/place.ts";
import type { Route } from "./route.ts";
import { onLine, type Scope } from "../context/scope.ts";
import { confirm } from "./target.ts";

/** What is sent and the agent never gives, or gives for another place. */
export interface Constant {
  readonly place: Place;
  readonly value: Json;
}

/**
 * What `set` says on one line, each place confirmed.
 * @param names of the arguments
 */
export function constantsOf(
  scope: Scope,
  grammar: OperationGrammar,
  route: Route,
  names: readonly string[],
): readonly Constant[] {
  if (grammar.set === undefined) return [];
  const held = heldOn(grammar.set, route.line, [...scope.at, "set"]);
  return Object.entries(held.value ?? {}).flatMap(([written, value]) => {
    const here = onLine(scope, route.line);
    const atKey: Scope = {
      ...here,
      report: (at, message, hint) => {
        here.report(at, message, hint, "key");
      },
    };
    const target = confirm(atKey, route, written, [...held.at, written]);
    if (target === undefined) return [];
    const argument = argumentIn(value);
    if (argument !== undefined && !names.includes(argument)) {
      scope.reportOn(route.line)([...held.at, written], `No argument is called "${argument}".`);
    }
    const known = target.schema.enum;
    if (argument === undefined && known !== undefined && !known.includes(value as string)) {
      scope.reportOn(route.line)(
        [...held.at, written],
        `The contract does not know ${JSON.stringify(value)} here.`,
        `It knows ${known.join(", ")}.`,
      );
    }
    return [{ place: target.place, value }];
  });
}

/** Of `{ $argument: name }` the name. */
function argumentIn(value: Json): string | undefined {
  return isObject(value) && typeof value.$argument === "string" ? value.$argument : undefined;
}

/** What a constant sends: itself, a new UUID, or an argument. */
export function constantOf(value: Json): ValueModel {
  const argument = argumentIn(value);
  if (argument !== undefined) return { kind: "argument", argument, as: "plain" };
  return isObject(value) && value.$uuid === true ? { kind: "uuid" } : { kind: "constant", value };
}

import { flatten } from "../../contract/schema.ts";
import type { Place } from "../../spec/place.ts";
import type { Route } from "./route.ts";
import type { Scope } from "../context/scope.ts";
import { contractOf } from "../context/world.ts";

/** Reports what the contract requires and neither an argument nor `set` gives. */
export function checkRequired(scope: Scope, route: Route, given: readonly Place[]): void {
  const request = `${route.operation.method} ${route.operation.path}`;
  const at = [...scope.at, "request"];
  for (const parameter of route.operation.parameters) {
    const covered = given.some((place) => place.kind === parameter.in && place.name === parameter.name);
    if (!parameter.required || covered) continue;
    const hint = `Add it to \`params\`, or a constant to \`set\`, as ${parameter.in}.${parameter.name}.`;
    scope.report(
      at,
      `${request} requires the ${parameter.in} parameter "${parameter.name}", which nothing gives.`,
      hint,
    );
  }
  const { body } = route.operation;
  if (body === undefined) return;
  const places = given.filter((place) => place.kind === "body" || place.kind === "form");
  if (places.length === 0) {
    if (body.required)
      scope.report(at, `${request} requires a body, which nothing gives.`, "Send an argument to `body`.");
    return;
  }
  const fields = places.flatMap((place) => (place.kind === "body" && !place.inArray ? [place.keys[0]] : []));
  const json = body.media["application/json"];
  if (json === undefined || fields.length === 0 || fields.includes(undefined)) return;
  for (const name of flatten(contractOf(scope.world, route.line, route.service), json).required ?? []) {
    if (fields.includes(name)) continue;
    scope.report(
      at,
      `The body of ${request} requires "${name}", which nothing gives.`,
      `Add it to \`params\` or \`set\`, as body.${name}.`,
    );
  }
}

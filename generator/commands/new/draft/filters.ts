import type { Route } from "../../../resolve/request/route.ts";
import { contractOf, type World } from "../../../resolve/context/world.ts";
import type { Slot } from "./slot.ts";

/** How a filter is compared, the likeliest first. */
const comparisons = ["PREFIX", "EQUALS", "IN"];

/**
 * What an operation can be filtered by on one line. A write by query must be bounded, so that one filter is required: the
 * namespace, else the first that all lines have. A search shows its text.
 */
export function filterSlots(world: World, routes: readonly Route[], route: Route): readonly Slot[] {
  const all = routes.map((it) => fieldsOn(world, it));
  const here = fieldsOn(world, route);
  const names = Object.keys(here);
  const common = names.filter((name) => all.every((fields) => Object.hasOwn(fields, name)));
  const bound = isBulkWrite(route)
    ? (common.find((it) => it === "namespace") ?? common[0] ?? names[0])
    : undefined;
  return names.flatMap((name): readonly Slot[] => {
    const operation = comparisons.find((it) => here[name]?.includes(it) === true);
    if (operation === undefined) return [];
    const isText = name === "q";
    return [
      {
        name: isText ? "q" : argumentOf(name),
        place: `filter.${name}.${operation}`,
        required: name === bound,
        ...(isText && bound === undefined ? { wanted: true as const } : {}),
        words: isText ? "Text to look for" : `Only of this ${argumentOf(name).replaceAll("_", " ")}`,
      },
    ];
  });
}

/** A write on all that a query finds. */
function isBulkWrite({ operation }: Route): boolean {
  return operation.method !== "GET" && operation.path.endsWith("/by-query");
}

function fieldsOn(world: World, { line, operation }: Route): Readonly<Record<string, readonly string[]>> {
  return operation.filters === undefined ? {} : (contractOf(world, line).filters[operation.filters] ?? {});
}

function argumentOf(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

import { parse } from "yaml";
import { ImportError } from "../../contract/import-error.ts";
import { isObject } from "../../../runtime/json.ts";

/** Which filter resource the `filters[field][OPERATION]` of a route belong to. */
export interface FilterRoute {
  /** A `*` at its end stands for any text. */
  readonly route: string;
  readonly resource: string;
}

/** The text of `specs/filter-resources.yaml`, in its order. @throws ImportError where it is no map of names */
export function filterRoutes(text: string): readonly FilterRoute[] {
  const value: unknown = parse(text);
  if (!isObject(value)) throw new ImportError("specs/filter-resources.yaml is not a map of routes.");
  return Object.entries(value).map(([route, resource]) => {
    if (typeof resource === "string") return { route, resource };
    throw new ImportError(`specs/filter-resources.yaml: ${route} has no filter resource.`);
  });
}

/** The resource of the first route that fits a path; undefined where none does. */
export function filterResource(path: string, routes: readonly FilterRoute[]): string | undefined {
  return routes.find(({ route }) => fits(route, path))?.resource;
}

function fits(route: string, path: string): boolean {
  return route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : route === path;
}

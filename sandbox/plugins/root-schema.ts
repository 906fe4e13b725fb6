import type { Values } from "../values/values.ts";
import { given } from "./listing.ts";
import type { Kind, PluginType } from "./plugin.ts";

/** Root kinds of schemas, each with its class and the kinds of types that it holds. */
const roots: Readonly<Record<string, { readonly root: string; readonly kinds: readonly Kind[] }>> = {
  flow: { root: "io.kestra.core.models.flows.Flow", kinds: ["tasks", "triggers"] },
  template: { root: "io.kestra.core.models.templates.Template", kinds: ["tasks"] },
  task: { root: "io.kestra.core.models.tasks.Task", kinds: ["tasks"] },
  trigger: { root: "io.kestra.core.models.triggers.AbstractTrigger", kinds: ["triggers"] },
  plugindefault: { root: "io.kestra.core.models.flows.PluginDefault", kinds: ["tasks", "triggers"] },
  apps: { root: "io.kestra.core.models.apps.App", kinds: ["apps", "appBlocks"] },
  testsuites: { root: "io.kestra.core.models.tests.TestSuite", kinds: [] },
  dashboard: {
    root: "io.kestra.core.models.dashboards.Dashboard",
    kinds: ["charts", "dataFilters", "dataFiltersKPI"],
  },
};

export const rootTypes: readonly string[] = Object.keys(roots);

/** References to definitions stand one way in the documentation of a class, and another in these schemas. */
function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "$ref" && typeof item === "string"
        ? item.replace(/^#\/\$defs\//, "#/definitions/")
        : referring(item),
    ]),
  );
}

function classSchema({ cls, title, description, properties = {}, required = [] }: PluginType): Values {
  return given({
    type: "object",
    properties: {
      id: { type: "string", minLength: 1 },
      type: { const: cls },
      ...(referring(properties) as Values),
    },
    required: ["id", "type", ...required],
    title,
    description,
  });
}

/** The one schema of all types that a root may hold; undefined where there is no such root. */
export function rootSchema(name: string, types: readonly PluginType[]): Values | undefined {
  const root = Object.hasOwn(roots, name) ? roots[name] : undefined;
  if (root === undefined) return undefined;
  const held = types.filter(({ kind = "tasks" }) => root.kinds.includes(kind));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $ref: `#/definitions/${root.root}`,
    definitions: {
      ...Object.fromEntries(held.map((type) => [type.cls, classSchema(type)])),
      ...Object.fromEntries(
        held.flatMap(({ definitions = {} }) =>
          Object.entries(definitions).map(([cls, schema]) => [cls, referring(schema)]),
        ),
      ),
      [root.root]: {
        type: "object",
        anyOf: held.map(({ cls }) => ({ $ref: `#/definitions/${cls}` })),
      },
    },
  };
}

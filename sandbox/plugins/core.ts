import type { Line } from "../line/line.ts";
import { tasks, triggers, type Plugin } from "../flows/plugin.ts";
import { outputSchemas, propertySchemas, taskDefinition, words } from "./core-words.ts";
import type { Kind, PluginType, SandboxPlugin } from "./plugin.ts";

const group = "io.kestra.plugin.core";

function schemaOf(name: string, { defaults = {} }: Plugin) {
  const schema = propertySchemas[name] ?? { type: "string", $dynamic: true };
  return name in defaults && !("default" in schema) ? { ...schema, default: defaults[name] } : schema;
}

/** The task of the simplest flow with a type, for an example of it. */
function example(type: string, required: readonly string[]): string {
  const lines = required.map((name) => (name === "tasks" ? "    tasks: []" : `    ${name}: "…"`));
  return [
    "id: example",
    "namespace: company.team",
    "tasks:",
    "  - id: first",
    `    type: ${type}`,
    ...lines,
  ].join("\n");
}

function typeOf(plugin: Plugin, kind: Kind, line: Line): PluginType {
  const { type, formerly = [], properties, required = [] } = plugin;
  const name = type.slice(group.length + 1);
  const [title = name, description] = words[name] ?? [];
  const schemas = Object.fromEntries(properties.map((one) => [one, schemaOf(one, plugin)]));
  const refers = JSON.stringify(schemas).includes("#/$defs/");
  return {
    cls: type,
    kind,
    title,
    ...(description === undefined ? {} : { description }),
    ...(line === "2.0" ? {} : { aliases: formerly }),
    properties: schemas,
    required,
    ...(outputSchemas[name] === undefined ? {} : { outputs: outputSchemas[name] }),
    ...(refers ? { definitions: taskDefinition } : {}),
    ...(kind === "tasks" ? { examples: [{ title, code: example(type, required) }] } : {}),
  };
}

/** What comes with Kestra, with words of the sandbox's own. */
export function corePlugin(line: Line): SandboxPlugin {
  const ofLine = (plugins: readonly Plugin[], kind: Kind): readonly PluginType[] =>
    plugins.filter(({ lines = [line] }) => lines.includes(line)).map((plugin) => typeOf(plugin, kind, line));
  const [process] = words["runner.Process"] ?? [];
  return {
    name: "core",
    group,
    categories: ["CORE"],
    types: [
      ...ofLine(tasks, "tasks"),
      ...ofLine(triggers, "triggers"),
      { cls: "io.kestra.storage.local.LocalStorage", kind: "storages" },
      {
        cls: `${group}.runner.Process`,
        kind: "taskRunners",
        ...(process === undefined ? {} : { title: process }),
      },
    ],
  };
}

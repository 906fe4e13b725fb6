import type { Line } from "../line/line.ts";
import { taskProperties, triggerProperties } from "../flows/plugin.ts";
import type { Values } from "../values/values.ts";
import { given } from "./listing.ts";
import type { PluginType } from "./plugin.ts";

const draft = "https://json-schema.org/draft/2019-09/schema";
const constantRetry = "io.kestra.core.models.tasks.retrys.Constant";

/** Every property says by itself whether it must be there. */
function properties(schemas: Readonly<Record<string, Values>>, required: readonly string[]): Values {
  const names = Object.keys(schemas).sort();
  return Object.fromEntries(
    names.map((name) => [name, { ...schemas[name], $required: required.includes(name) }]),
  );
}

const inherited: Readonly<Record<string, Values>> = {
  id: { type: "string", minLength: 1, pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]*" },
  type: { type: "string", minLength: 1, pattern: "^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$" },
  retry: { anyOf: [{ $ref: `#/$defs/${constantRetry}` }], $group: "reliability" },
  timeout: { type: "string", format: "duration", $dynamic: true, $group: "reliability" },
  allowFailure: { type: "boolean", default: false, $dynamic: false, $group: "reliability" },
  allowWarning: { type: "boolean", default: false, $dynamic: false, $group: "reliability" },
  disabled: { type: "boolean", default: false, $dynamic: false, $group: "core" },
};

const inheritedDefinitions: Readonly<Record<string, Values>> = {
  [constantRetry]: {
    type: "object",
    properties: {
      interval: { type: "string", format: "duration", $required: true },
      type: { const: "constant", $required: true },
      maxAttempts: { type: "integer", minimum: 1, $required: false },
    },
    required: ["interval", "type"],
    title: "Retry after a fixed delay.",
  },
};

/** What every task or trigger may have besides its own. */
function inheritedBy({ kind = "tasks" }: PluginType, line: Line): Readonly<Record<string, Values>> {
  const names = kind === "tasks" ? taskProperties[line] : kind === "triggers" ? triggerProperties[line] : [];
  return Object.fromEntries(
    names.map((name) => [name, inherited[name] ?? { type: "string", $dynamic: false, $group: "core" }]),
  );
}

function markdown({ cls, title = "", description = "" }: PluginType): string {
  const name = cls.split(".").at(-1) ?? cls;
  return `---\ntitle: ${name}\neditLink: false\ndescription: ${JSON.stringify(title)}\n---\n\n# ${name}\n\n\`\`\`yaml\ntype: "${cls}"\n\`\`\`\n\n${title}\n\n${description}\n`;
}

/** What Kestra documents a type with. @param all with the properties that every task or trigger has */
export function documentationOf(type: PluginType, line: Line, all: boolean): Values {
  const { title, description, deprecated, examples = [], outputs = {} } = type;
  const more = all ? inheritedBy(type, line) : {};
  const required = [...(type.required ?? []), ...["id", "type"].filter((name) => name in more)].sort();
  return {
    markdown: markdown(type),
    schema: {
      properties: given({
        $schema: draft,
        properties: properties({ ...more, ...type.properties }, required),
        required: required.length === 0 ? undefined : required,
        title,
        description,
        $examples:
          examples.length === 0 ? undefined : examples.map((one) => ({ full: true, lang: "yaml", ...one })),
        $deprecated: deprecated === true ? "true" : undefined,
      }),
      outputs: given({
        $schema: draft,
        properties: Object.keys(outputs).length === 0 ? undefined : properties(outputs, []),
      }),
      definitions: { ...(all && "retry" in more ? inheritedDefinitions : {}), ...type.definitions },
    },
  };
}

import { json, notBuilt, page } from "../http/answers.ts";
import { Refusal } from "../executions/refusal.ts";
import { inputClass, inputTypes } from "../flows/input-type.ts";
import { pluginOf, tasks, triggers, type Plugin } from "../flows/plugin.ts";
import type { Route } from "../http/route.ts";
import type { Line } from "../line/line.ts";
import type { Values } from "../values/values.ts";

function isKnown(type: string, line: Line): boolean {
  return pluginOf([...tasks, ...triggers], type, line) !== undefined;
}

const inputs: Route["handle"] = (_, { line }) =>
  json(inputTypes(line).map((type) => ({ type, cls: inputClass(type) })));

function missingClass(cls: string): Refusal {
  return new Refusal(404, `Not Found: Class '${cls}' doesn't exists `);
}

const versions: Route["handle"] = ({ params }, { line }) => {
  const { cls = "" } = params;
  if (!isKnown(cls, line)) throw missingClass(cls);
  return json({ type: cls, versions: [] });
};

/** The sandbox knows which classes there are, and has no documentation of them. */
const plugin: Route["handle"] = ({ params }, { line }) => {
  const { cls = "" } = params;
  if (!isKnown(cls, line)) throw missingClass(cls);
  return notBuilt(`the documentation of ${cls}`);
};

function missingConstant(type: string, constant: string): Refusal {
  return new Refusal(
    422,
    `Internal server error: Failed to convert argument [type] for value [${constant}] due to: No enum constant ${type}.${constant}`,
  );
}

const inputSchema: Route["handle"] = ({ params }, { line }) => {
  const { type = "" } = params;
  if (!inputTypes(line).includes(type)) throw missingConstant("io.kestra.core.models.flows.Type", type);
  return notBuilt(`the schema of the input type ${type}`);
};

const schemaTypes = [
  "flow",
  "template",
  "task",
  "trigger",
  "plugindefault",
  "apps",
  "testsuites",
  "dashboard",
];

const schema: Route["handle"] = ({ params }) => {
  const { type = "" } = params;
  if (!schemaTypes.includes(type)) throw missingConstant("io.kestra.core.docs.SchemaType", type);
  return notBuilt(`the schema of ${type}`);
};

/** What a line has of them, sorted, as `{cls}`. */
function classes(plugins: readonly Plugin[], line: Line): readonly Values[] {
  return plugins
    .filter(({ lines = [line] }) => lines.includes(line))
    .map(({ type }) => ({ cls: type }))
    .toSorted((a, b) => (a.cls < b.cls ? -1 : 1));
}

/** The types that flows are checked by, and no others; without the words that describe them. From 2.0 on as a page. */
const list: Route["handle"] = (_, { line }) => {
  const plugins = [
    {
      name: "core",
      title: "core",
      group: "io.kestra.plugin.core",
      manifest: {},
      guides: [],
      aliases: line === "2.0" ? [] : [...tasks, ...triggers].flatMap(({ formerly = [] }) => formerly),
      tasks: classes(tasks, line),
      triggers: classes(triggers, line),
      conditions: [],
      storages: [],
      secrets: [],
      taskRunners: [],
      categories: ["CORE"],
    },
  ];
  return line === "2.0" ? page(plugins, plugins.length) : json(plugins);
};

const triggerList: Route["handle"] = (_, { line }) => {
  const rows = classes(triggers, line).map(({ cls }) => {
    const type = String(cls);
    return { type, name: type.split(".").at(-1), description: "", group: "core", ee: false, icon: type };
  });
  return page(rows, rows.length);
};

export const pluginRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/plugins", handle: list },
  { method: "GET", path: "/api/v1/plugins/triggers", lines: ["2.0"], handle: triggerList },
  { method: "GET", path: "/api/v1/plugins/inputs", handle: inputs },
  { method: "GET", path: "/api/v1/plugins/inputs/{type}", handle: inputSchema },
  { method: "GET", path: "/api/v1/plugins/schemas/{type}", handle: schema },
  { method: "GET", path: "/api/v1/plugins/{cls}", handle: plugin },
  { method: "GET", path: "/api/v1/plugins/{cls}/versions", handle: versions },
];

import { json, notBuilt, page } from "../http/answers.ts";
import { Refusal } from "../executions/refusal.ts";
import { booleanOf, pageOf, readPaging } from "../http/paging.ts";
import { inputClass, inputTypes } from "../flows/input-type.ts";
import { documentationOf } from "../plugins/documentation.ts";
import { entryOf, given, subgroupsOf } from "../plugins/listing.ts";
import { versionsOf, type PluginType } from "../plugins/plugin.ts";
import type { FoundType } from "../plugins/plugin-set.ts";
import { rootSchema } from "../plugins/root-schema.ts";
import type { Kestra } from "../kestra/kestra.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../http/route.ts";

const inputs: Route["handle"] = (_, { line }) =>
  json(inputTypes(line).map((type) => ({ type, cls: inputClass(type) })));

/** The class of the path, or the one that it is another name of. Throws a `Refusal` (404). */
function foundOf({ params }: SandboxRequest, { plugins }: Kestra): FoundType {
  const { cls = "" } = params;
  const found = plugins.find(cls);
  if (found === undefined) throw new Refusal(404, `Not Found: Class '${cls}' doesn't exists `);
  return found;
}

/** Only the Enterprise edition keeps several versions of a plugin. */
const versions: Route["handle"] = (request, kestra) => {
  const { type, plugin } = foundOf(request, kestra);
  return json({ type: type.cls, versions: kestra.edition === "ee" ? versionsOf(plugin) : [] });
};

/** Of every version the same, as Kestra answers where it has no other. */
const documentation: Route["handle"] = (request, kestra) => {
  const { type } = foundOf(request, kestra);
  return json(documentationOf(type, kestra.line, booleanOf(request.query, "all") === true));
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

function typesOf({ plugins }: Kestra): readonly PluginType[] {
  return plugins.list().flatMap(({ types }) => types);
}

const schema: Route["handle"] = ({ params }, kestra) => {
  const { type = "" } = params;
  const found = rootSchema(type.toLowerCase(), typesOf(kestra));
  if (found === undefined) throw missingConstant("io.kestra.core.docs.SchemaType", type);
  return json(found);
};

/** The types that flows are checked by, and no others. From 2.0 on as a page. */
const list: Route["handle"] = ({ query }, { line, plugins }): SandboxAnswer => {
  const rows = plugins.list().map((plugin) => entryOf(plugin, line));
  return line === "2.0"
    ? page(pageOf(rows, readPaging(query, "listPlugins", 10_000)), rows.length)
    : json(rows);
};

const subgroups: Route["handle"] = (_, { line, plugins }) =>
  json(plugins.list().flatMap((plugin) => subgroupsOf(plugin, line)));

const triggerList: Route["handle"] = (_, { plugins }) => {
  const rows = plugins
    .list()
    .flatMap((plugin) => plugin.types.map((type) => ({ type, plugin })))
    .filter(({ type }) => type.kind === "triggers")
    .map(({ type: { cls, description = "", deprecated }, plugin }) =>
      given({
        type: cls,
        name: cls.split(".").at(-1),
        description,
        group: plugin.version === undefined ? "core" : "app",
        ee: plugin.license === "EE",
        icon: cls,
        deprecated: deprecated === true ? true : undefined,
      }),
    )
    .toSorted((a, b) => (String(a["name"]) < String(b["name"]) ? -1 : 1));
  return page(rows, rows.length);
};

export const pluginRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/plugins", handle: list },
  { method: "GET", path: "/api/v1/plugins/groups/subgroups", handle: subgroups },
  { method: "GET", path: "/api/v1/plugins/triggers", lines: ["2.0"], handle: triggerList },
  { method: "GET", path: "/api/v1/plugins/inputs", handle: inputs },
  { method: "GET", path: "/api/v1/plugins/inputs/{type}", handle: inputSchema },
  { method: "GET", path: "/api/v1/plugins/schemas/{type}", handle: schema },
  { method: "GET", path: "/api/v1/plugins/{cls}", handle: documentation },
  { method: "GET", path: "/api/v1/plugins/{cls}/versions", handle: versions },
  { method: "GET", path: "/api/v1/plugins/{cls}/versions/{version}", handle: documentation },
];

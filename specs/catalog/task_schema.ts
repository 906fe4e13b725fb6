import { taskSchema } from "../../generated/catalog/task_schema.ts";
import { artifactsOf } from "../steps/catalog/artifacts.ts";
import { classDocument } from "../steps/catalog/class-document.ts";
import { classSchema } from "../steps/catalog/class-schema.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { typeKinds } from "../steps/catalog/plugin-catalog.ts";
import { schemaPage } from "../steps/catalog/rows.ts";
import { noType } from "../steps/catalog/type-match.ts";

/** Steps, because what is not installed is documented elsewhere, and because Kestra's documents are long. */
export const tool = taskSchema(async (input, calls, context) => {
  const { cls, version, offset } = input;
  const catalog = await knownCatalog(calls, context);
  const { match, document, failure } = await classDocument(input, calls, catalog, context);
  if (document === undefined && match === undefined) throw await noType(catalog, cls);
  const type = match?.type;
  const plugin = type?.plugin;
  const schema = classSchema(document ?? {});
  const missing = plugin !== undefined && type?.installed === false ? [plugin] : [];
  const artifacts = await artifactsOf(missing, calls.compatible, context, catalog);
  const isFirst = offset === 0;
  const about = {
    type: type?.cls ?? cls.trim(),
    kind: type && typeKinds[type.kind],
    title: schema.title ?? type?.title,
    description: isFirst ? schema.description : undefined,
    plugin: plugin?.name,
    version: version ?? plugin?.version ?? plugin?.newest,
    installed: type?.installed,
    install: plugin && artifacts.get(plugin.name),
    deprecated: schema.deprecated || type?.deprecated === true || undefined,
    ee: type?.ee === true || undefined,
    outputs: isFirst ? schema.outputs : {},
    example: isFirst ? schema.example : undefined,
    note: [match?.note, catalog.told, failure].filter(Boolean).join(" ") || undefined,
  };
  const { results, truncated } = schemaPage(schema.properties, offset, about);
  return { ...about, properties: results, truncated };
});

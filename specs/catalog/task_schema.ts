import { taskSchema } from "../../generated/catalog/task_schema.ts";
import { artifactsOf } from "../steps/catalog/artifacts.ts";
import { classDocument, isElsewhere } from "../steps/catalog/class-document.ts";
import { classSchema } from "../steps/catalog/class-schema.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { typeKinds } from "../steps/catalog/plugin-catalog.ts";
import { schemaPage } from "../steps/catalog/rows.ts";
import { schemaNotes } from "../steps/catalog/schema-notes.ts";
import { noType } from "../steps/catalog/type-match.ts";

/** Steps, because what is not installed is documented elsewhere, and because Kestra's documents are long. */
export const tool = taskSchema(async (input, calls, context) => {
  const { cls, offset } = input;
  const version = input.version?.trim() === "" ? undefined : input.version;
  const { edition } = context.instance;
  const catalog = await knownCatalog(calls, context);
  const { match, document, failure } = await classDocument({ ...input, version }, calls, catalog, context);
  if (document === undefined && match === undefined) throw await noType(catalog, cls);
  const type = match?.type;
  const plugin = type?.plugin;
  const schema = classSchema(document ?? {});
  const missing = plugin !== undefined && type?.installed === false ? [plugin] : [];
  const artifacts = await artifactsOf(missing, calls.compatible, context, catalog);
  const install = plugin && artifacts.get(plugin.name);
  const isOther = type?.installed === true && isElsewhere(version, match, edition);
  const shown = version ?? plugin?.version ?? plugin?.newest;
  const told = type?.installed === true ? "" : catalog.told;
  const notes = [match?.note, ...schemaNotes({ type, isOther, shown, install }, edition), told, failure];
  const isFirst = offset === 0;
  const about = {
    type: type?.cls ?? cls.trim(),
    kind: type && typeKinds[type.kind],
    title: schema.title ?? type?.title,
    description: isFirst ? schema.description : undefined,
    plugin: plugin?.name,
    version: shown,
    installed: isOther ? false : type?.installed,
    install,
    deprecated: schema.deprecated || type?.deprecated === true || undefined,
    ee: type?.ee === true || undefined,
    outputs: isFirst ? schema.outputs : {},
    example: isFirst ? schema.example : undefined,
    note: notes.filter(Boolean).join(" ") || undefined,
  };
  const { results, truncated } = schemaPage(schema.properties, offset, about);
  return { ...about, properties: results, truncated };
});

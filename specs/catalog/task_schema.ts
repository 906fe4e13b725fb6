import { taskSchema } from "../../generated/catalog/task_schema.ts";
import { isObject } from "../../runtime/json.ts";
import { artifactsOf } from "../steps/catalog/artifacts.ts";
import { classSchema } from "../steps/catalog/class-schema.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { typeKinds } from "../steps/catalog/plugin-catalog.ts";
import { noType, typeNamed } from "../steps/catalog/type-match.ts";
import { asked } from "../steps/instance/asked.ts";
import { rowsFrom } from "../steps/rows.ts";

/** Characters of the properties of one answer: with the rest of it about 1,500 tokens. */
const room = 3200;

/** Steps, because what is not installed is documented elsewhere, and because Kestra's documents are long. */
export const tool = taskSchema(async ({ cls: given, all, version, offset }, calls, context) => {
  const { kept, mask } = context;
  const sources = kept.sources("catalog");
  const catalog = await knownCatalog(calls, context);
  const match = typeNamed(catalog, given);
  const cls = match?.type.cls ?? given;
  const plugin = match?.type.plugin;
  const isHere = sources !== "public" && match?.type.installed !== false && catalog.version !== undefined;
  const isThere = sources !== "instance";
  const inInstance = () =>
    version === undefined ? calls.here({ cls, all }) : calls.hereOf({ cls, version, all });
  const inCatalog = () =>
    version === undefined || plugin === undefined
      ? calls.there({ cls })
      : calls.thereOf({ plugin: plugin.name, version, cls });
  const here = isHere ? await asked(inInstance(), mask) : undefined;
  const there = here?.answer === undefined && isThere ? await asked(inCatalog(), mask) : undefined;
  const answer = here?.answer ?? there?.answer;
  if (answer === undefined && match === undefined) throw await noType(catalog, given);
  const written = isObject(answer?.schema) ? answer.schema : {};
  const schema = classSchema(written);
  const { results, truncated } = rowsFrom(schema.properties, offset, room);
  const isFirst = offset === 0;
  const missing = plugin !== undefined && match?.type.installed === false ? [plugin] : [];
  const artifacts = await artifactsOf(missing, calls.compatible, context, catalog);
  const unread = answer === undefined ? (here?.failure ?? there?.failure) : undefined;
  return {
    type: cls,
    kind: match && typeKinds[match.type.kind],
    title: schema.title ?? match?.type.title,
    description: isFirst ? schema.description : undefined,
    plugin: plugin?.name,
    version: version ?? plugin?.version ?? plugin?.newest,
    installed: match?.type.installed,
    install: plugin && artifacts.get(plugin.name),
    deprecated: schema.deprecated || match?.type.deprecated === true || undefined,
    ee: match?.type.ee === true || undefined,
    properties: [...results],
    outputs: isFirst ? schema.outputs : {},
    example: isFirst ? schema.example : undefined,
    note: [match?.note, catalog.told, unread].filter(Boolean).join(" ") || undefined,
    truncated,
  };
});

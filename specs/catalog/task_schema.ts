import { taskSchema } from "../../generated/catalog/task_schema.ts";
import { isObject } from "../../runtime/json.ts";
import { sizeOf } from "../../runtime/json/leave-out.ts";
import { artifactsOf } from "../steps/catalog/artifacts.ts";
import { classSchema } from "../steps/catalog/class-schema.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { typeKinds, type PluginCatalog } from "../steps/catalog/plugin-catalog.ts";
import { noType, typeNamed, type TypeMatch } from "../steps/catalog/type-match.ts";
import { asked } from "../steps/instance/asked.ts";
import { rowsFrom } from "../steps/rows.ts";

/** Characters of one answer: at most 1,500 tokens, however dense its texts are. */
const room = 3600;

/** Steps, because what is not installed is documented elsewhere, and because Kestra's documents are long. */
export const tool = taskSchema(async ({ cls: given, all, version, offset }, calls, context) => {
  const { kept, mask } = context;
  const sources = kept.sources("catalog");
  const catalog = await knownCatalog(calls, context);
  const meant = typeNamed(catalog, given);
  const asking = meant?.type.cls ?? given.trim();
  const isHere = sources !== "public" && meant?.type.installed !== false && catalog.version !== undefined;
  const isThere = sources !== "instance";
  const inInstance = () =>
    version === undefined ? calls.here({ cls: asking, all }) : calls.hereOf({ cls: asking, version, all });
  const inCatalog = () =>
    version === undefined || meant === undefined
      ? calls.there({ cls: asking })
      : calls.thereOf({ plugin: meant.type.plugin.name, version, cls: asking });
  const here = isHere ? await asked(inInstance(), mask) : undefined;
  const there = here?.answer === undefined && isThere ? await asked(inCatalog(), mask) : undefined;
  const answer = here?.answer ?? there?.answer;
  const match = meant ?? presentType(catalog, asking, here?.answer);
  const cls = match?.type.cls ?? asking;
  const plugin = match?.type.plugin;
  if (answer === undefined && match === undefined) throw await noType(catalog, given);
  const written = isObject(answer?.schema) ? answer.schema : {};
  const schema = classSchema(written);
  const isFirst = offset === 0;
  const missing = plugin !== undefined && match?.type.installed === false ? [plugin] : [];
  const artifacts = await artifactsOf(missing, calls.compatible, context, catalog);
  const unread = answer === undefined ? (here?.failure ?? there?.failure) : undefined;
  const about = {
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
    outputs: isFirst ? schema.outputs : {},
    example: isFirst ? schema.example : undefined,
    note: [match?.note, catalog.told, unread].filter(Boolean).join(" ") || undefined,
  };
  const { results, truncated } = rowsFrom(schema.properties, offset, room - sizeOf(about));
  return { ...about, properties: [...results], truncated };
});

/** The type that an instance documents under a former name of it. */
function presentType(
  catalog: PluginCatalog,
  former: string,
  document: { readonly markdown?: unknown } | undefined,
): TypeMatch | undefined {
  const [, cls = ""] = /^type: "([\w.$]+)"$/m.exec(String(document?.markdown)) ?? [];
  const type = catalog.types.get(cls);
  return type && { type, note: `${former} is a former name of ${cls}.` };
}

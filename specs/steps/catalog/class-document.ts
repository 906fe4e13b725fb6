import { isObject } from "../../../runtime/json.ts";
import { asked, type Asked } from "../asked.ts";
import type { ClassDocument } from "./class-schema.ts";
import { catalogService, type CatalogContext, type KnownCatalog } from "./known-catalog.ts";
import { typeNamed, type TypeMatch } from "./type-match.ts";

interface Document {
  readonly schema?: unknown;
  readonly markdown?: unknown;
}

/** The calls that document a class: of the instance, and of the public catalogue; as it is, and of a version. */
export interface DocumentCalls {
  readonly here: (input: { cls: string; all: boolean }) => Promise<Document>;
  readonly hereOf: (input: { cls: string; version: string; all: boolean }) => Promise<Document>;
  readonly there: (input: { cls: string }) => Promise<Document>;
  readonly thereOf: (input: { plugin: string; version: string; cls: string }) => Promise<Document>;
}

/** What was found of a class. */
export interface FoundDocument {
  /** Absent where nothing that tells types knows it. */
  readonly match: TypeMatch | undefined;
  /** Absent where nobody documents it. */
  readonly document: ClassDocument | undefined;
  /** Why nobody does. */
  readonly failure: string | undefined;
}

/**
 * Finds what documents the class that a text means: the instance where it has it, else the public catalogue. An instance knows
 * classes by former names, too.
 */
export async function classDocument(
  {
    cls: given,
    all,
    version,
  }: { readonly cls: string; readonly all: boolean; readonly version?: string | undefined },
  calls: DocumentCalls,
  catalog: KnownCatalog,
  { kept, mask, instance }: CatalogContext,
): Promise<FoundDocument> {
  const sources = kept.sources(catalogService);
  const meant = typeNamed(catalog, given);
  const cls = meant?.type.cls ?? given;
  const inInstance = () =>
    version === undefined ? calls.here({ cls, all }) : calls.hereOf({ cls, version, all });
  const plugin = meant?.type.plugin.name;
  const inCatalog = () =>
    version === undefined || plugin === undefined
      ? calls.there({ cls })
      : calls.thereOf({ plugin, version, cls });
  // Of a version only that is told, and which plugin's it is.
  const isThere = sources !== "instance" && (version === undefined || plugin !== undefined);
  const hasIt = catalog.version !== undefined && meant?.type.installed !== false;
  const isHere = sources !== "public" && hasIt && !isElsewhere(version, meant, instance.edition);
  const nobody: Asked<Document> = {};
  const here = isHere ? await asked(inInstance(), mask) : nobody;
  const there = here.answer === undefined && isThere ? await asked(inCatalog(), mask) : nobody;
  const answer = here.answer ?? there.answer;
  return {
    match: meant ?? presentType(catalog, cls, here.answer),
    document: answer && (isObject(answer.schema) ? answer.schema : {}),
    failure: answer === undefined ? (here.failure ?? there.failure) : undefined,
  };
}

/** True of a version that an instance of the open-source edition does not have: it answers with the one that it has. */
export function isElsewhere(
  version: string | undefined,
  match: TypeMatch | undefined,
  edition: CatalogContext["instance"]["edition"],
): boolean {
  return edition === "oss" && version !== undefined && version !== match?.type.plugin.version;
}

/** The type that an instance documents under a former name of it. */
function presentType(
  catalog: KnownCatalog,
  former: string,
  document: Document | undefined,
): TypeMatch | undefined {
  const [, cls = ""] = /^type: "([\w.$]+)"$/m.exec(String(document?.markdown)) ?? [];
  const type = catalog.types.get(cls);
  return type && { type, note: `${former} is a former name of ${cls}.` };
}

import { hindranceOf } from "./artifacts.ts";
import type { CatalogContext } from "./known-catalog.ts";
import type { CatalogType } from "./plugin-catalog.ts";

/** The version of a type whose properties are shown. */
interface Shown {
  /** Absent where nothing that tells types knows it. */
  readonly type: CatalogType | undefined;
  /** Another version than the one that is installed. */
  readonly isOther: boolean;
  readonly shown: string | undefined;
  /** `group:artifact:version` of a type that is not installed, as far as it is known. */
  readonly install: string | undefined;
}

/** Sentences about what an instance has, or can have, of a type whose properties are shown. */
export function schemaNotes(
  { type, isOther, shown, install }: Shown,
  edition: CatalogContext["instance"]["edition"],
): readonly string[] {
  const own = type?.plugin.version;
  const hindrance = type?.installed === false ? hindranceOf(type, edition) : undefined;
  const [, , loadable] = install?.split(":") ?? [];
  const isOlder = loadable !== undefined && shown !== undefined && loadable !== shown;
  return [
    ...(isOther && own !== undefined ? [`${own} is installed here.`] : []),
    ...(hindrance === undefined ? [] : [hindrance]),
    ...(isOlder ? [`This Kestra can load ${loadable}: ask with that version for its properties.`] : []),
  ];
}

import { artifactsOf } from "../catalog/artifacts.ts";
import type { CatalogContext, KnownCatalog } from "../catalog/known-catalog.ts";
import { ownerOf } from "../catalog/type-match.ts";
import { missingTypes } from "./blueprint.ts";

/** A type that the instance does not have, and the artifact that brings it, as far as one is known. */
export interface MissingType {
  readonly type: string;
  readonly install?: string | undefined;
}

/** Of the types of a flow those that the instance does not have, each with what to install. */
export async function missingOf(
  types: readonly string[],
  catalog: KnownCatalog | undefined,
  compatible: Parameters<typeof artifactsOf>[1],
  context: CatalogContext,
): Promise<readonly MissingType[]> {
  if (catalog === undefined) return [];
  const owned = missingTypes(types, catalog).map((type) => ({ type, owner: ownerOf(type, catalog) }));
  const owners = owned.flatMap(({ owner }) => (owner?.installed === false ? [owner] : []));
  const artifacts = await artifactsOf([...new Set(owners)], compatible, context, catalog);
  return owned.map(({ type, owner }) => ({ type, install: owner && artifacts.get(owner.name) }));
}

import { digestOf } from "../../../runtime/digest.ts";
import type { KeptFacts, KeptText } from "../../../runtime/tool/kept.ts";
import { createTurns } from "../../../runtime/turns.ts";
import { yamlFault } from "../../functions/yaml.ts";
import { catalogService } from "../catalog/known-catalog.ts";
import { plainLine } from "../catalog/plain-line.ts";
import { flowMaps, type FlowMap } from "../validation/flow-map.ts";
import { isClass, longestTexts, shortTags, type Blueprint } from "./blueprint.ts";

/** A blueprint of a folder, with its flow. */
export interface FolderBlueprint extends Blueprint {
  readonly yaml: string;
}

/** What is in the operator's folders. */
export interface Folder {
  readonly blueprints: readonly FolderBlueprint[];
  /** A sentence about the files that are no YAML; absent where all are. */
  readonly failure?: string;
}

/** Files that are named where they are broken. */
const mostNamed = 3;

/**
 * The blueprints of the operator's folders, which are looked through once as long as nothing in them changes.
 * @throws InputError where a folder cannot be read
 */
export async function knownFolder(kept: KeptFacts): Promise<Folder> {
  const texts = await kept.texts(catalogService);
  if (texts.length === 0) return { blueprints: [] };
  const all = texts.map(({ path, text }) => JSON.stringify([path, text])).join("");
  return kept.remember("public", `folder ${digestOf(all, 22)}`, () => folderBlueprints(texts));
}

/**
 * The flows in the texts of a folder, each with the metadata that Kestra's own blueprints have under `extend`. What is no
 * flow is passed over. Where several have an id, all but the first are called by their path.
 */
export async function folderBlueprints(texts: readonly KeptText[]): Promise<Folder> {
  const found = new Map<string, FolderBlueprint>();
  const broken: string[] = [];
  const turn = createTurns();
  for (const { path, text } of texts) {
    await turn();
    const [map] = await flowMaps(text).catch((): readonly FlowMap[] => []);
    if (map?.has("tasks") !== true) continue;
    const fault = await yamlFault(text);
    if (fault !== undefined) {
      broken.push(`${path} (${plainLine(fault, 120) ?? "broken"})`);
      continue;
    }
    const of = (name: string) => map.text(`extend.${name}`);
    const place = path.replace(/\.ya?ml$/i, "");
    const own = plainLine(map.text("id"), longestTexts.id) ?? place.slice(place.lastIndexOf("/") + 1);
    const id = found.has(own) ? place : own;
    found.set(id, {
      id,
      source: "folder",
      title: plainLine(of("title") ?? map.text("description"), longestTexts.title),
      text: plainLine(of("shortDescription") ?? of("description"), longestTexts.text),
      tags: shortTags(map.texts("extend.tags")),
      types: typesIn(map),
      ...(of("ee") === "true" && { ee: true }),
      yaml: map.without("extend"),
    });
  }
  const blueprints = [...found.values()];
  if (broken.length === 0) return { blueprints };
  const more = broken.length > mostNamed ? ` and ${broken.length - mostNamed} more` : "";
  const named = broken.slice(0, mostNamed).join(", ");
  return { blueprints, failure: `Left out, as their YAML cannot be read: ${named}${more}.` };
}

/** The classes that a flow uses. */
export function typesIn(map: FlowMap): readonly string[] {
  const types = map.typed().filter(({ path, type }) => isClass(type) && !/^extend\b/.test(path));
  return [...new Set(types.map(({ type }) => type))];
}

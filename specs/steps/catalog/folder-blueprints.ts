import type { KeptText } from "../../../runtime/tool/kept.ts";
import { flowMaps, type FlowMap } from "../validation/flow-map.ts";
import { longestTexts, type Blueprint } from "./blueprint.ts";
import { plainLine } from "./plain-line.ts";

/** A blueprint of a folder, with its flow. */
export interface FolderBlueprint extends Blueprint {
  readonly yaml: string;
}

/**
 * The flows in the texts of a folder, each with the metadata that Kestra's own blueprints have under `extend`. What is no
 * flow is passed over.
 */
export async function folderBlueprints(texts: readonly KeptText[]): Promise<readonly FolderBlueprint[]> {
  const found: FolderBlueprint[] = [];
  for (const { path, text } of texts) {
    const [map] = await flowMaps(text).catch((): readonly FlowMap[] => []);
    if (map?.has("tasks") !== true) continue;
    const of = (name: string) => map.text(`extend.${name}`);
    const file = path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
    found.push({
      id: map.text("id") ?? file,
      source: "folder",
      title: plainLine(of("title") ?? map.text("description"), longestTexts.title),
      text: plainLine(of("shortDescription") ?? of("description"), longestTexts.text),
      tags: map.texts("extend.tags"),
      types: typesIn(map),
      ...(of("ee") === "true" && { ee: true }),
      yaml: text,
    });
  }
  return found;
}

/** The classes that a flow uses. */
export function typesIn(map: FlowMap): readonly string[] {
  const types = map.typed().filter(({ path, type }) => type.includes(".") && !path.startsWith("extend"));
  return [...new Set(types.map(({ type }) => type))];
}

import type { EditorFacts } from "./contract-facts.ts";
import { mapOf, textLike, type SchemaDocument } from "../words/schema.ts";

/** `specs/filter-resources.yaml` @param facts the contracts, whose filters have the resources */
export function filterResourcesSchema({ contracts }: EditorFacts): SchemaDocument {
  const resources = [...contracts.values()].flatMap(({ filters }) => Object.keys(filters));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "filter-resources.schema.json",
    title: "the filter resources",
    description:
      "Path of a search -> the resource that its filters belong to. The first path that fits holds.",
    ...mapOf(
      textLike(
        "^/api/v1/[^*\\s]+[*]?$",
        "is not a path: it begins with /api/v1/, and a `*` at its end stands for any text",
      ),
      {
        enum: [...new Set(resources)].sort(),
        description: "The resource whose fields and operators the search takes as filters.",
      },
    ),
  };
}

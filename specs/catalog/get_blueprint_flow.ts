import { getBlueprintFlow } from "../../generated/catalog/get_blueprint_flow.ts";
import { blueprintId } from "../steps/blueprints/blueprint.ts";
import { flowNeeds } from "../steps/blueprints/flow-needs.ts";
import { foundBlueprint } from "../steps/blueprints/found-blueprint.ts";
import { missingOf } from "../steps/blueprints/missing.ts";
import { enterpriseOnly } from "../steps/catalog/artifacts.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { asked } from "../steps/asked.ts";
import { flowMaps, type FlowMap } from "../steps/validation/flow-map.ts";

/** Steps, because it is in one of three places, and because what it needs is compared with what is installed. */
export const tool = getBlueprintFlow(async ({ id: given }, calls, context) => {
  const id = blueprintId(given);
  const [catalog, { source, title, yaml, ee }] = await Promise.all([
    asked(knownCatalog(calls, context), context.mask),
    foundBlueprint(id, calls, context),
  ]);
  const [map] = await flowMaps(yaml).catch((): readonly FlowMap[] => []);
  const { types, secrets, inputs } =
    map === undefined ? { types: [], secrets: [], inputs: [] } : flowNeeds(map, yaml);
  const missing = await missingOf(types, catalog.answer, calls.compatible, context);
  const isEnterprise = ee === true || types.some((type) => type.startsWith("io.kestra.plugin.ee."));
  const origin = context.kept.origin("catalog");
  const told = [
    map?.has("tasks") !== true && "No flow can be read in it: what it needs is not known.",
    catalog.answer?.version === undefined && "Which types are installed is not known.",
    isEnterprise && context.instance.edition === "oss" && enterpriseOnly,
    source === "public" && origin !== undefined && `As of ${origin.at}.`,
  ];
  return {
    id,
    title,
    source,
    yaml,
    missing: [...missing],
    inputs: [...inputs],
    secrets: [...secrets],
    ee: isEnterprise || undefined,
    note: told.filter(Boolean).join(" ") || undefined,
  };
});

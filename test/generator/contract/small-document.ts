import { readFileSync } from "node:fs";
import { filterRoutes } from "../../../generator/commands/import/filter-routes.ts";
import { stringify } from "yaml";
import type { Contract, ContractOperation, ContractSchema } from "../../../generator/contract/contract.ts";
import { importContract } from "../../../generator/commands/import/import-contract.ts";

type Loose = Readonly<Record<string, unknown>>;

/** An OpenAPI document of our own writing: these paths and schemas, and what makes it Kestra's. */
export function document(paths: Loose, schemas: Loose = {}, more: Loose = {}): string {
  return stringify(
    { openapi: "3.0.1", info: { title: "Kestra", version: "v1" }, paths, components: { schemas }, ...more },
    { aliasDuplicateObjects: false },
  );
}

/** One GET at a route, which answers 200 with a schema. */
export function answering(schema: Loose, operationId = "search", parameters: readonly Loose[] = []): Loose {
  return {
    get: {
      operationId,
      parameters,
      responses: { "200": { description: "", content: { "application/json": { schema } } } },
    },
  };
}

export const filterFile = JSON.stringify({
  versions: {
    "1.3.25": {
      ops: ["EQUALS", "IN"],
      fields: { q: ["EQUALS"], startDate: ["LESS_THAN", "EQUALS"], timeRange: ["EQUALS"], expired: [] },
      resources: { FLOW: ["q"], EXECUTION: ["startDate", "q", "expired"] },
    },
  },
});

/** As the project has them. */
const routes = filterRoutes(readFileSync("specs/filter-resources.yaml", "utf8"));

/** Imports a line of two documents; the Enterprise one is the open-source one where it is not given. */
export function imported(
  oss: string,
  ee = oss,
): { readonly contract: Contract; readonly warnings: string[] } {
  return importContract({
    line: "1.3",
    oss: { name: "oss.yml", text: oss },
    ee: { name: "ee.yml", text: ee },
    filters: { name: "filters.json", text: filterFile, release: "1.3.25", routes },
  });
}

/** The schema of one property of a component that a search answers, as the importer writes it. */
export function importedProperty(schema: Loose): {
  readonly schema: ContractSchema | undefined;
  readonly warnings: string[];
} {
  const thing = { type: "object", properties: { it: schema, other: { type: "string" } } };
  const { contract, warnings } = imported(
    document(
      { "/api/v1/{tenant}/things": answering({ $ref: "#/components/schemas/Thing" }) },
      { Thing: thing },
    ),
  );
  return { schema: contract.schemas.Thing?.properties?.it, warnings };
}

/** @throws Error where the contract has no such operation. */
export function operation(contract: Contract, route: string): ContractOperation {
  const found = contract.operations.find(({ method, path }) => `${method} ${path}` === route);
  if (found === undefined) throw new Error(`There is no ${route}.`);
  return found;
}

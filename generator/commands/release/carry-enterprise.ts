import type { Contract, ContractOperation, ContractSchema } from "../../contract/contract.ts";
import { reached } from "../import/reach.ts";
import { routeOf } from "../../contract/same-operation.ts";
import { byText } from "../../text/by-text.ts";

/**
 * A contract read from the open-source document alone, with what the line before knows of the Enterprise edition: its own
 * operations, parameters and properties are taken to have stayed as they are.
 */
export function carryEnterprise(open: Contract, base: Contract): Contract {
  const routes = new Set(open.operations.map(routeOf));
  const own = base.operations.filter((it) => !it.editions.includes("oss") && !routes.has(routeOf(it)));
  const operations = [...open.operations.map((it) => withParameters(it, base)), ...own].sort(
    (a, b) => byText(a.path, b.path) || byText(a.method, b.method),
  );
  const schemas: Record<string, ContractSchema> = { ...base.schemas };
  for (const [name, schema] of Object.entries(open.schemas)) {
    schemas[name] = withProperties(schema, base.schemas[name]);
  }
  return { ...open, operations, schemas: reached(operations, schemas) };
}

function withParameters(operation: ContractOperation, base: Contract): ContractOperation {
  const before = base.operations.find((it) => routeOf(it) === routeOf(operation));
  const own = (before?.parameters ?? []).filter(
    (it) =>
      it.editions?.includes("ee") === true &&
      !operation.parameters.some((other) => other.in === it.in && other.name === it.name),
  );
  return own.length === 0 ? operation : { ...operation, parameters: [...operation.parameters, ...own] };
}

function withProperties(schema: ContractSchema, before: ContractSchema | undefined): ContractSchema {
  if (schema.properties === undefined || before?.properties === undefined) return schema;
  const { properties } = schema;
  const own = Object.entries(before.properties).filter(
    ([name, it]) => it.editions?.includes("ee") === true && !Object.hasOwn(properties, name),
  );
  const all = Object.entries(properties)
    .concat(own)
    .sort(([a], [b]) => byText(a, b));
  return own.length === 0 ? schema : { ...schema, properties: Object.fromEntries(all) };
}

import type { ContractOperation, ContractSchema } from "../contract.ts";
import { ImportError } from "./import-error.ts";

type Schemas = Readonly<Record<string, ContractSchema>>;

/** The named schemas that the operations reach, sorted by name. @throws ImportError for a reference to none. */
export function reached(operations: readonly ContractOperation[], schemas: Schemas, line: string): Schemas {
  const names = new Set<string>();
  const waiting = operations.flatMap((operation) =>
    schemasOf(operation).flatMap((schema) => references(schema, `${operation.method} ${operation.path}`)),
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, at } = next;
    if (names.has(name)) continue;
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) {
      throw new ImportError(
        `Line ${line}: the documents have no schema ${name}, which ${at} names. Is one cut off?`,
      );
    }
    names.add(name);
    waiting.push(...references(schema, name));
  }
  return Object.fromEntries([...names].sort().map((name) => [name, schemas[name] ?? {}]));
}

function schemasOf(operation: ContractOperation): ContractSchema[] {
  return [
    ...operation.parameters.map((parameter) => parameter.schema),
    ...Object.values(operation.body?.media ?? {}),
    ...operation.answers.flatMap((answer) => Object.values(answer.media)),
  ];
}

/** The names that a schema refers to, at any depth. */
function references(schema: ContractSchema, at: string): { readonly name: string; readonly at: string }[] {
  const parts = [
    schema.items,
    schema.additionalProperties,
    ...Object.values(schema.properties ?? {}),
    ...(schema.allOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
  ];
  const inner = parts.flatMap((part) => (part === undefined ? [] : references(part, at)));
  return schema.ref === undefined ? inner : [{ name: schema.ref, at }, ...inner];
}

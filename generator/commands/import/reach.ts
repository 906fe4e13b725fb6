import type { ContractOperation, ContractSchema } from "../../contract/contract.ts";

type Schemas = Readonly<Record<string, ContractSchema>>;

/** A schema that something names, and what that is: another schema, or `METHOD /path`. */
export interface Reference {
  readonly name: string;
  readonly at: string;
}

/** The named schemas that the operations reach, sorted by name. */
export function reached(operations: readonly ContractOperation[], schemas: Schemas): Schemas {
  const names = new Set<string>();
  const waiting = operations.flatMap((operation) => referencesOf(operation, operation.path));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (names.has(next.name)) continue;
    names.add(next.name);
    waiting.push(...references(schemas[next.name] ?? {}, next.name));
  }
  return Object.fromEntries([...names].sort().map((name) => [name, schemas[name] ?? {}]));
}

/** The schemas that an operation names itself. */
export function referencesOf(
  { parameters, body, answers }: Pick<ContractOperation, "parameters" | "body" | "answers">,
  at: string,
): Reference[] {
  const schemas = [
    ...parameters.map((parameter) => parameter.schema),
    ...Object.values(body?.media ?? {}),
    ...answers.flatMap((answer) => Object.values(answer.media)),
  ];
  return schemas.flatMap((schema) => references(schema, at));
}

/** The schemas that a schema names, at any depth. */
export function references(schema: ContractSchema, at: string): Reference[] {
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

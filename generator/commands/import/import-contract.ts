import type {
  Contract,
  ContractAnswer,
  ContractBody,
  ContractOperation,
  ContractParameter,
  ContractSchema,
  Edition,
} from "../../contract/contract.ts";
import { openApiDocument } from "./document.ts";
import { filterResource, type FilterRoute } from "./filter-routes.ts";
import { filterFacts } from "./filters.ts";
import { SchemaMerge } from "./merge-schemas.ts";
import { editionFacts, type EditionFacts, type EditionOperation } from "./operations.ts";
import { reached } from "./reach.ts";
import { byText } from "../../text/by-text.ts";

/** A text and where it came from, for messages. */
export interface ContractSource {
  readonly name: string;
  readonly text: string;
}

/** What the contract of one line is made of. `release` picks the filters, such as `1.3.25`. */
export interface ImportInput {
  readonly line: string;
  readonly oss: ContractSource;
  readonly ee: ContractSource;
  readonly filters: (
    | (ContractSource & { readonly release: string })
    /** Known already: those of another line. */
    | { readonly facts: Contract["filters"] }
  ) & { readonly routes: readonly FilterRoute[] };
}

/**
 * The contract of one release line, from its two editions' OpenAPI documents and its filter facts.
 * @throws ImportError where one of them cannot be read.
 */
export function importContract(input: ImportInput): {
  readonly contract: Contract;
  readonly warnings: string[];
  /** Paths of operations that take filters of which no resource is known; the warnings tell them too. */
  readonly unknownFilters: string[];
} {
  const unknownFilters: string[] = [];
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const facts = (edition: Edition): EditionFacts => {
    const { name, text } = input[edition];
    return editionFacts(openApiDocument(text, name), edition, { source: name, warn });
  };
  const oss = facts("oss");
  const ee = facts("ee");
  const filters =
    "facts" in input.filters
      ? input.filters.facts
      : filterFacts(input.filters.text, input.filters.release, input.filters.name);
  const merge = new SchemaMerge(oss.schemas, ee.schemas);

  const routes = [...new Set([...oss.operations.keys(), ...ee.operations.keys()])];
  const operations = routes.map((route) => {
    const merged = mergeOperations(oss.operations.get(route), ee.operations.get(route), merge);
    if (!merged.takesFilters) return merged.operation;
    const resource = filterResource(merged.operation.path, input.filters.routes);
    if (resource !== undefined && Object.hasOwn(filters, resource)) {
      return { ...merged.operation, filters: resource };
    }
    unknownFilters.push(merged.operation.path);
    warn(`Line ${input.line}: nothing is known of the filters that ${route} takes.`);
    return merged.operation;
  });
  operations.sort((a, b) => byText(a.path, b.path) || byText(a.method, b.method));
  const schemas = reached(operations, merge.schemas);
  return { contract: { line: input.line, operations, schemas, filters }, warnings, unknownFilters };
}

function mergeOperations(
  oss: EditionOperation | undefined,
  ee: EditionOperation | undefined,
  merge: SchemaMerge,
): { readonly operation: ContractOperation; readonly takesFilters: boolean } {
  const first = oss ?? ee;
  if (first === undefined) throw new Error("An operation of no edition.");
  const body = bodyOf(oss, ee, merge);
  const given = [oss, ee].filter((one) => one !== undefined);
  const operation: ContractOperation = {
    method: first.method,
    path: first.path,
    operationId: first.operationId,
    ...saidBy("summary", oss, ee),
    editions: [...(oss === undefined ? [] : ["oss" as const]), ...(ee === undefined ? [] : ["ee" as const])],
    ...(given.every((one) => one.deprecated) ? { deprecated: true } : {}),
    parameters: oss !== undefined && ee !== undefined ? parametersOf(oss, ee, merge) : first.parameters,
    ...(body === undefined ? {} : { body }),
    answers: answersOf(oss?.answers ?? [], ee?.answers ?? [], merge),
  };
  return { operation, takesFilters: given.some((one) => one.takesFilters) };
}

/** What the open-source document says of something, else the other one. */
function saidBy<K extends string>(
  key: K,
  ...both: readonly ({ readonly [key in K]?: string } | undefined)[]
): { readonly [key in K]?: string } {
  const text = both.map((one) => one?.[key]).find((it) => it !== undefined);
  return text === undefined ? {} : ({ [key]: text } as { readonly [key in K]: string });
}

function parametersOf(oss: EditionOperation, ee: EditionOperation, merge: SchemaMerge): ContractParameter[] {
  const key = (parameter: ContractParameter): string => `${parameter.in}.${parameter.name}`;
  const left = new Map(oss.parameters.map((parameter) => [key(parameter), parameter]));
  const right = new Map(ee.parameters.map((parameter) => [key(parameter), parameter]));
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name): ContractParameter[] => {
    const a = left.get(name);
    const b = right.get(name);
    if (a === undefined) return b === undefined ? [] : [{ ...b, required: false, editions: ["ee"] }];
    if (b === undefined) return [{ ...a, required: false, editions: ["oss"] }];
    const deprecated = a.deprecated === true && b.deprecated === true ? { deprecated: true as const } : {};
    const schema = merge.merge(a.schema, b.schema);
    const required = a.required && b.required;
    return [{ name: a.name, in: a.in, required, schema, ...saidBy("description", a, b), ...deprecated }];
  });
}

function bodyOf(
  oss: EditionOperation | undefined,
  ee: EditionOperation | undefined,
  merge: SchemaMerge,
): ContractBody | undefined {
  const a = oss?.body;
  const b = ee?.body;
  if (a === undefined || b === undefined) {
    const one = a ?? b;
    const lacking = (a === undefined ? oss : ee) !== undefined;
    return one === undefined ? undefined : { ...one, required: one.required && !lacking };
  }
  return { required: a.required && b.required, media: mediaOf(a.media, b.media, merge) };
}

function answersOf(
  oss: readonly ContractAnswer[],
  ee: readonly ContractAnswer[],
  merge: SchemaMerge,
): ContractAnswer[] {
  const statuses = [...new Set([...oss, ...ee].map((answer) => answer.status))].sort((a, b) => a - b);
  return statuses.map((status) => {
    const media = (answers: readonly ContractAnswer[]): ContractAnswer["media"] =>
      answers.find((answer) => answer.status === status)?.media ?? {};
    return { status, media: mediaOf(media(oss), media(ee), merge) };
  });
}

function mediaOf(
  a: ContractBody["media"],
  b: ContractBody["media"],
  merge: SchemaMerge,
): ContractBody["media"] {
  const types = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const schemas = types.map((type): [string, ContractSchema] => {
    const left = a[type];
    const right = b[type];
    return [
      type,
      left !== undefined && right !== undefined ? merge.merge(left, right) : (left ?? right ?? {}),
    ];
  });
  return Object.fromEntries(schemas);
}

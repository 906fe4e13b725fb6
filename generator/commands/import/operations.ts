import type {
  ContractAnswer,
  ContractBody,
  ContractParameter,
  ContractSchema,
  Edition,
} from "../../contract/contract.ts";
import { nameOf, type OpenApiDocument } from "./document.ts";
import { ImportError } from "../../contract/import-error.ts";
import { references, referencesOf } from "./reach.ts";
import { contractSchema, type SchemaReading } from "./schema.ts";
import type { Method } from "../../../runtime/network/wire-request.ts";
import { isObject } from "../../../runtime/json.ts";

/** One operation of one edition's document. */
export interface EditionOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  readonly summary?: string;
  readonly deprecated?: true;
  readonly parameters: readonly ContractParameter[];
  readonly body?: ContractBody;
  readonly answers: readonly ContractAnswer[];
  /** True where the document gives it `filters`, whose type says nothing of how they are sent. */
  readonly takesFilters: boolean;
}

/** The operations and schemas of one edition. */
export interface EditionFacts {
  readonly edition: Edition;
  /** By `METHOD path`. */
  readonly operations: ReadonlyMap<string, EditionOperation>;
  readonly schemas: Readonly<Record<string, ContractSchema>>;
}

const methods: Readonly<Record<string, Method>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
};

/** What one document says, normalised. @throws ImportError naming the place that cannot be read. */
export function editionFacts(
  document: OpenApiDocument,
  edition: Edition,
  reading: SchemaReading,
): EditionFacts {
  const operations = new Map<string, EditionOperation>();
  for (const [written, item] of Object.entries(document.paths)) {
    const path = withTenant(nameOf(written, "a path", reading.source));
    if (!isObject(item)) throw new ImportError(`${reading.source} has nothing at ${path}.`);
    for (const [key, method] of Object.entries(methods)) {
      if (item[key] === undefined) continue;
      const route = `${method} ${path}`;
      if (operations.has(route)) {
        reading.warn(
          `${reading.source} has ${route} twice, with and without a tenant; the first one is kept.`,
        );
        continue;
      }
      operations.set(route, operation(method, path, item[key], item.parameters, reading));
    }
  }
  const schemas = Object.keys(document.schemas).map((key): [string, ContractSchema] => {
    const name = nameOf(key, "a schema", reading.source);
    return [name, contractSchema(document.schemas[name], name, reading)];
  });
  const facts = { edition, operations, schemas: Object.fromEntries(schemas) };
  refuseLost(facts, reading);
  return facts;
}

/** A reference to a schema that the document lacks: it was cut off. */
function refuseLost({ operations, schemas }: EditionFacts, { source }: SchemaReading): void {
  const named = [
    ...[...operations].flatMap(([route, operation]) => referencesOf(operation, route)),
    ...Object.entries(schemas).flatMap(([name, schema]) => references(schema, name)),
  ];
  const lost = named.find(({ name }) => !Object.hasOwn(schemas, name));
  if (lost === undefined) return;
  throw new ImportError(`${source} has no schema ${lost.name}, which ${lost.at} names: is it cut off?`);
}

/** The open-source document writes some routes with its one tenant, `main`, in the place of the parameter. */
function withTenant(path: string): string {
  return path.replace(/^\/api\/v1\/main(?=\/|$)/u, "/api/v1/{tenant}");
}

function operation(
  method: Method,
  path: string,
  value: unknown,
  shared: unknown,
  reading: SchemaReading,
): EditionOperation {
  const route = `${method} ${path}`;
  if (!isObject(value)) throw new ImportError(`${reading.source} has no operation at ${route}.`);
  const given = [...array(shared), ...array(value.parameters)].filter(isObject);
  const holes = [...path.matchAll(/\{([^}]+)\}/gu)].map(([, hole]) => hole ?? "");
  const written = given.flatMap((item) => parameter(item, holes, route, reading));
  const unnamed = holes.filter((hole) => !written.some((one) => one.in === "path" && one.name === hole));
  const parameters = [...written, ...unnamed.map(unnamedParameter)];
  const body = bodyOf(value.requestBody, route, reading);
  return {
    method,
    path,
    operationId: nameOf(value.operationId, `the operationId of ${route}`, reading.source),
    ...said("summary", value.summary),
    ...(value.deprecated === true ? { deprecated: true } : {}),
    parameters: parameters.filter((p) => p.name !== "tenant" && p.name !== "filters"),
    ...(body.body === undefined ? {} : { body: body.body }),
    answers: answersOf(value.responses, route, reading),
    takesFilters: body.hadFilters || parameters.some((p) => p.name === "filters" && p.in === "query"),
  };
}

/** The most that is kept of what a document says of something. */
const longest = 300;

/** What a document says of an operation or a parameter, on one line; only a person reads it, to write a spec. */
function said<K extends string>(key: K, value: unknown): { readonly [key in K]?: string } {
  if (typeof value !== "string") return {};
  const text = value.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return text === "" ? {} : ({ [key]: text.slice(0, longest).trimEnd() } as { readonly [key in K]: string });
}

/** A hole in a path that has no parameter. */
function unnamedParameter(name: string): ContractParameter {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

/** @param holes in the path: what fills one is in the path, wherever the document puts it. */
function parameter(
  value: Readonly<Record<string, unknown>>,
  holes: readonly string[],
  route: string,
  reading: SchemaReading,
): ContractParameter[] {
  if (value.$ref !== undefined) {
    throw new ImportError(
      `${reading.source}: the parameter ${JSON.stringify(value.$ref)} of ${route} is a reference.`,
    );
  }
  const name = nameOf(value.name, `a parameter of ${route}`, reading.source);
  const place = value.in === "query" && holes.includes(name) ? "path" : value.in;
  if (place === "cookie") return [];
  if (place !== "path" && place !== "query" && place !== "header") {
    throw new ImportError(`${reading.source}: the parameter ${name} of ${route} has no place.`);
  }
  // A parameter is left out, never null.
  const schema = without(contractSchema(value.schema, `${route} ${place}.${name}`, reading), "nullable");
  const deprecated = value.deprecated === true ? { deprecated: true as const } : {};
  // Kestra's documents mark parameters as required whose default it takes when they are left out.
  const required = place === "path" || (value.required === true && schema.default === undefined);
  return [{ name, in: place, required, schema, ...said("description", value.description), ...deprecated }];
}

function bodyOf(
  value: unknown,
  route: string,
  reading: SchemaReading,
): { readonly body?: ContractBody; readonly hadFilters: boolean } {
  if (!isObject(value) || !isObject(value.content)) return { hadFilters: false };
  let hadFilters = false;
  const media: [string, ContractSchema][] = [];
  for (const [type, schema] of schemasByMedia(value.content, `${route} body`, reading)) {
    const body = sent(type, schema);
    const rest = withoutFilters(body);
    hadFilters ||= rest !== body;
    if (rest !== undefined) media.push([type, rest]);
  }
  if (media.length === 0) return { hadFilters };
  return { body: { required: value.required === true, media: Object.fromEntries(media) }, hadFilters };
}

/** A multipart body has one part for each key, though its documents call it an array of texts. */
function sent(type: string, schema: ContractSchema): ContractSchema {
  if (type.startsWith("multipart/") && schema.type !== "object")
    return { type: "object", additionalProperties: {} };
  return schema;
}

/** Bodies that hold nothing but the query's `filters` come from a fault of 1.0's documents. */
function withoutFilters(schema: ContractSchema): ContractSchema | undefined {
  if (schema.properties?.filters?.items?.ref !== "QueryFilter") return schema;
  const properties = without(schema.properties, "filters");
  return Object.keys(properties).length === 0 ? undefined : { ...schema, properties };
}

function answersOf(value: unknown, route: string, reading: SchemaReading): ContractAnswer[] {
  if (!isObject(value)) throw new ImportError(`${reading.source}: ${route} has no responses.`);
  return Object.keys(value)
    .filter((status) => /^[1-5]\d\d$/u.test(status))
    .sort()
    .map((status) => {
      const answer = value[status];
      const content = isObject(answer) && isObject(answer.content) ? answer.content : {};
      const media = schemasByMedia(content, `${route} ${status}`, reading);
      return { status: Number(status), media: Object.fromEntries(media) };
    });
}

/** Sorted. Text is text, even where the document describes what Java parses out of it. */
function schemasByMedia(
  content: Readonly<Record<string, unknown>>,
  at: string,
  reading: SchemaReading,
): [string, ContractSchema][] {
  return Object.keys(content)
    .sort()
    .map((key) => {
      const type = nameOf(key, `a media type of ${at}`, reading.source);
      if (/yaml$|^text\/(?:plain|csv)$/u.test(type)) return [type, { type: "string" }];
      if (/^application\/octet-stream$|^image\//u.test(type))
        return [type, { type: "string", format: "binary" }];
      const entry = content[key];
      const schema = isObject(entry) ? entry.schema : undefined;
      return [type, schema === undefined ? {} : contractSchema(schema, `${at} ${type}`, reading)];
    });
}

function without<T extends object>(value: T, name: string): T {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) as T;
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

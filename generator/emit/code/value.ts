import type { Json } from "../../../runtime/json.ts";
import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { MakerModel, PathEncoding, PlacedModel, ValueModel } from "../../model.ts";
import type { Property } from "./per-line.ts";
import type { PrintedArgument, PrintScope } from "./scope.ts";
import { literal, object, propertyKey, quote } from "./text.ts";
import { typeOf } from "../../open-type.ts";

/** Where a value is sent: a query takes texts, numbers, truth values and lists of them; JSON all. */
export type ValuePlace = "query" | "json";

/** The entry of an object literal that sends a value under its name. */
export function placedProperty({ name, value }: PlacedModel, place: ValuePlace, scope: PrintScope): Property {
  if (value.kind === "argument" && value.as === "keyed")
    return { value: `...${valueText(value, place, scope, name)}` };
  return { key: propertyKey(name), value: valueText(value, place, scope, name) };
}

/** An expression for what is sent. @param name on the wire, for an argument that becomes several parameters */
export function valueText(value: ValueModel, place: ValuePlace, scope: PrintScope, name = ""): string {
  if (value.kind === "uuid") return `${scope.parameter("uuid")}()`;
  if (value.kind === "constant") return constantText(value.value, place);
  if (value.kind === "file") return fileText(value, scope);
  const argument = given(value, scope);
  switch (value.as) {
    case "plain":
      return plainText(argument, place, value.omitEmpty === true, scope);
    case "json":
      return place === "json"
        ? `${scope.use("jsonOrText")}(${argument.text}, ${quote(value.argument)})`
        : plainText(argument, place, value.omitEmpty === true, scope);
    case "instant":
      return `${scope.use("instant")}(${argument.text}, ${quote(value.argument)})`;
    case "filePath":
    case "directoryPath":
    case "plusPath":
    case "plusDirectory":
    case "plusUri":
    case "fileUri":
    case "encodedUri":
      return pathText(value.as, argument, value.argument, scope);
    case "list":
      return `${scope.use("list")}(${argument.text}, ${quote(value.argument)})`;
    case "pairs":
      return `${scope.use("pairs")}(${argument.text})`;
    case "keyed":
      return `${scope.use("keyed")}(${quote(name)}, ${argument.text})`;
  }
}

/** What the agent gave, or what a function makes of it. */
export function given(
  { argument, by }: { readonly argument: string; readonly by?: MakerModel },
  scope: PrintScope,
): PrintedArgument {
  if (by === undefined) return scope.argument(argument);
  const text = madeText(
    by,
    by.of.map((name) => scope.argument(name).text),
    scope.use,
  );
  return { text, schema: { type: "string" }, isOptional: true };
}

/** The call of a function of `specs/functions`. */
export function madeText({ noun, name }: MakerModel, of: readonly string[], use: PrintScope["use"]): string {
  return `${use(`specs/functions/${noun}.ts#${name}`)}(${of.join(", ")})`;
}

function pathText(
  as: PathEncoding,
  { text, isOptional }: PrintedArgument,
  name: string,
  scope: PrintScope,
): string {
  const call = `${scope.use(as)}(${text}, ${quote(name)})`;
  return isOptional ? `${text} === undefined ? undefined : ${call}` : call;
}

function fileText(value: ValueModel & { readonly kind: "file" }, scope: PrintScope): string {
  const contents = (["text", "base64"] as const).flatMap((encoding) => {
    const name = value[encoding];
    return name === undefined ? [] : [{ name, entry: `${encoding}: ${scope.argument(name).text}` }];
  });
  const names = contents.map(({ name }) => name).join(" or ");
  return `${scope.use("filePart")}(${object(contents.map((it) => it.entry))}, ${quote(names)})`;
}

function constantText(value: Json, place: ValuePlace): string {
  const isNested =
    typeof value === "object" && value !== null && !(place === "query" && Array.isArray(value));
  return place !== "json" && isNested ? quote(JSON.stringify(value)) : literal(value);
}

function plainText(
  argument: PrintedArgument,
  place: ValuePlace,
  omitEmpty: boolean,
  scope: PrintScope,
): string {
  const { text, schema, isOptional } = argument;
  const given = `${text}${omitEmpty ? " || undefined" : ""}`;
  if (place === "json" || isScalar(schema)) return given;
  if (schema.items !== undefined && isScalar(schema.items) && schema.items.type !== "boolean") {
    return given;
  }
  if (typeOf(schema) === "array") {
    return `${text}${isOptional ? "?" : ""}.map((it) => ${scope.use("plain")}(it))`;
  }
  return isOptional
    ? `${text} === undefined ? undefined : ${scope.use("plain")}(${text})`
    : `${scope.use("plain")}(${text})`;
}

/** A text that is always there: in a path, or as a whole body. */
export function textOf({ text, schema, isOptional }: PrintedArgument, scope: PrintScope): string {
  const type = typeOf(schema);
  if (type === "string" || isTextEnum(schema)) return isOptional ? `${text} ?? ""` : text;
  return `${scope.use("plain")}(${isOptional ? `${text} ?? ""` : text})`;
}

/** True for a text, number or truth value. */
export function isScalar(schema: OpenSchema): boolean {
  const type = typeOf(schema);
  return type === undefined ? schema.enum !== undefined : type !== "array" && type !== "object";
}

function isTextEnum({ type, enum: values }: OpenSchema): boolean {
  return type === undefined && values?.every((it) => typeof it === "string") === true;
}

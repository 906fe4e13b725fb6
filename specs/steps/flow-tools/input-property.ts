import { isObject, type Json } from "../../../runtime/json.ts";
import type { JsonSchema } from "../../../runtime/json/schema.ts";
import { defaultOf, typeOf, type KnownInput } from "../described/input-schema.ts";
import { clientPattern } from "./client-pattern.ts";
import { limitsSaid } from "./input-limits.ts";

type Short = (text: string, most: number) => string;

/** Characters of what an author says of an input, and of a value in a sentence. */
const most = { text: 300, value: 100 };

/** Values that a list of choices has at most: of more some are examples. */
const mostValues = 100;
const mostExamples = 10;

type Scalar = "string" | "integer" | "number" | "boolean";

/** An input as the argument of a tool, in the few words of JSON Schema that every client reads the same. */
export function propertyOf(input: KnownInput, short: Short): JsonSchema {
  const description = [saidBy(input, short), ...said(input, short)].filter((it) => it !== "").join(" ");
  const facts = { ...(description !== "" && { description }), ...presetOf(input, short) };
  const { type } = input;
  const { values, isWhole } = choicesOf(input, short);
  const choice = isWhole && { enum: values };
  if (type === "MULTISELECT") {
    const items: JsonSchema = { type: "string", ...choice };
    return { type: "array", items, ...facts };
  }
  if (type === "ARRAY") return { type: "array", items: itemOf(input.itemType), ...facts };
  if (isMapped(input)) return { type: "object", additionalProperties: true, ...facts };
  const scalar = scalarOf(type);
  return {
    type: scalar,
    ...formatOf(type),
    ...choice,
    ...boundsOf(input, scalar),
    ...(type === "STRING" && patternOf(input.validator)),
    ...facts,
  };
}

function scalarOf(type: string): Scalar {
  const known = typeOf(type).type;
  return known === "integer" || known === "number" || known === "boolean" ? known : "string";
}

function itemOf(type: unknown): JsonSchema {
  if (type === "JSON" || type === "FORM") return { type: "object", additionalProperties: true };
  return { type: scalarOf(String(type)), ...formatOf(String(type)) };
}

/** What OpenAI's strict tools know of formats: a URI is none of them. */
function formatOf(type: string) {
  const { format } = typeOf(type);
  return typeof format === "string" && format !== "uri" ? { format } : {};
}

/** True for an input whose value is an object; one whose default is a list takes its JSON as text. */
function isMapped({ type, defaults }: KnownInput): boolean {
  if (type === "FORM") return true;
  return (type === "JSON" || type === "YAML") && !isList(defaults);
}

function isList(defaults: unknown): boolean {
  return Array.isArray(defaults) || (typeof defaults === "string" && /^\s*(\[|- )/.test(defaults));
}

/** The values to choose among, and whether they are all that it takes and few enough to be listed. */
function choicesOf({ type, values: given, options, allowCustomValue }: KnownInput, short: Short) {
  const list = given ?? options;
  const isChoice = ["SELECT", "ENUM", "MULTISELECT"].includes(type) && Array.isArray(list);
  const values = isChoice ? (list as readonly unknown[]).map(String) : [];
  // A client refuses an empty one.
  const isListable =
    values.length > 0 &&
    values.length <= mostValues &&
    values.every((one) => one !== "" && isShown(one, short));
  return { values, isWhole: isListable && allowCustomValue !== true };
}

function boundsOf({ min, max }: KnownInput, scalar: Scalar) {
  if (scalar !== "integer" && scalar !== "number") return {};
  const [minimum, maximum] = [numberIn(min), numberIn(max)];
  return {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function patternOf(validator: unknown) {
  const pattern = typeof validator === "string" ? clientPattern(validator) : undefined;
  return pattern === undefined ? {} : { pattern };
}

/** A default that is a plain value of the type. */
function presetOf(input: KnownInput, short: Short): { readonly default?: Json } {
  const { type, defaults } = input;
  if (!isGiven(defaults) || isExpression(defaults)) return {};
  const value = defaultOf(typeOf(type), defaults);
  const isRight =
    type === "MULTISELECT" || type === "ARRAY"
      ? Array.isArray(value)
      : isMapped(input)
        ? isObject(value)
        : scalarOf(type) === "string"
          ? typeof value === "string"
          : typeof value === (scalarOf(type) === "boolean" ? "boolean" : "number");
  return isRight && isShown(JSON.stringify(value), short) ? { default: value as Json } : {};
}

/** Whether a value can stand as it is: nothing of it is secret or unseen, and it is no story. */
function isShown(text: string, short: Short): boolean {
  return text.length <= most.text && short(text, Infinity) === text.replace(/\s+/g, " ").trim();
}

function isExpression(value: unknown): boolean {
  return JSON.stringify(value).includes("{{");
}

/** What the author says of it. */
function saidBy({ displayName, description }: KnownInput, short: Short): string {
  const texts = [displayName, description].filter((it): it is string => typeof it === "string" && it !== "");
  const text = short(texts.join(": "), most.text);
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** What the schema cannot say. */
function said(input: KnownInput, short: Short): readonly string[] {
  const { type, defaults, validator, expression, prefill, allowCustomValue } = input;
  const { values, isWhole } = choicesOf(input, short);
  const value = (it: unknown) => short(typeof it === "string" ? it : JSON.stringify(it), most.value);
  const sentences: readonly (string | false)[] = [
    type === "FILE" &&
      "The text of the file, or where it is: kestra:///… in Kestra's storage, nsfile:///… among the files of the namespace.",
    type === "URI" && "An address (URI).",
    ["JSON", "YAML"].includes(type) && !isMapped(input) && `A list, as ${type} in a text.`,
    ...limitsSaid(input, value),
    typeof validator === "string" &&
      clientPattern(validator) === undefined &&
      `It must match the Java pattern ${value(validator)}`,
    isGiven(expression) && "The flow computes the values that it takes.",
    values.length > 0 &&
      !isWhole &&
      `Such as ${value(
        values
          .filter((it) => it !== "")
          .slice(0, mostExamples)
          .join(", "),
      )}.`,
    values.length > 0 && allowCustomValue === true && "Other values are taken, too.",
    isGiven(defaults) && !("default" in presetOf(input, short)) && `Default: ${value(defaults)}`,
    isGiven(prefill) && `Suggested: ${value(prefill)}`,
    ...dependence(input, value),
  ];
  return sentences.filter((it) => it !== false);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function dependence({ dependsOn }: KnownInput, value: (it: unknown) => string): readonly string[] {
  if (!isObject(dependsOn)) return [];
  const { inputs, condition } = dependsOn;
  const on = Array.isArray(inputs) ? inputs.map((it) => value(it)).join(", ") : "";
  return [
    ...(on === "" ? [] : [`It depends on ${on}.`]),
    ...(typeof condition === "string" ? [`It counts only where ${value(condition)}`] : []),
  ];
}

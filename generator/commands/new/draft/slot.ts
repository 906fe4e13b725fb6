import type { Contract, ContractOperation, ContractSchema } from "../../../contract/contract.ts";
import { flatten } from "../../../contract/schema.ts";
import { snakeCase } from "../../../spec/place.ts";
import { areaOf } from "./endpoint.ts";

/** A place in an operation's request on one line that an argument may fill. */
export interface Slot {
  /** The argument's name. */
  readonly name: string;
  /** As `to` has it: `query.size`. */
  readonly place: string;
  readonly required: boolean;
  /** What the contract says of it in words. */
  readonly words?: string;
  /** What may stand in the body there; for a sample. */
  readonly schema?: ContractSchema;
  /** It is shown where it is not required too. */
  readonly wanted?: true;
}

/** The places of the path and the query. Deprecated ones only where they are required. */
export function parameterSlots({ parameters }: ContractOperation): readonly Slot[] {
  return parameters
    .filter((it) => it.in !== "header" && (it.required || it.deprecated !== true))
    .map((it) => ({
      name: argumentNamed(it.name),
      place: `${it.in}.${it.name}${isMap(it.schema) && it.in === "query" ? ":pairs" : ""}`,
      required: it.required || it.in === "path",
      ...(it.description === undefined ? {} : { words: it.description }),
      ...(it.in === "query" && (it.name === "page" || it.name === "size") ? { wanted: true } : {}),
    }));
}

function isMap({ type, additionalProperties }: ContractSchema): boolean {
  return type === "object" && additionalProperties !== undefined;
}

/** How many fields of a body are shown of which none is required. */
const mostFields = 8;

/**
 * The places of the body; those of its fields that are shown at first are `wanted`.
 * @param media which of its media types is sent
 * @returns `guessed` where the contract requires no field of it, so that the ones shown are a guess, and `open` where it
 * says nothing of what stands in it.
 */
export function bodySlots(
  contract: Contract,
  operation: ContractOperation,
  media: string | undefined,
): { readonly slots: readonly Slot[]; readonly state: "told" | "guessed" | "open" } {
  const schema = media === undefined ? undefined : operation.body?.media[media];
  const required = operation.body?.required === true;
  if (media === undefined || schema === undefined) return { slots: [], state: "told" };
  if (media === "multipart/form-data") return { slots: formSlots(contract, schema, required), state: "told" };
  if (!media.includes("json")) {
    const [name, words] = media.includes("yaml") ? ["yaml", "Its YAML"] : ["text", "Text that is sent"];
    return { slots: [{ name, place: "body", required, wanted: true, words }], state: "told" };
  }
  const flat = flatten(contract, schema);
  const fields = fieldsOf(contract, flat);
  if (flat.type === "object" && fields.length > 0) {
    const vital = fields.filter((it) => it.required);
    const shown = vital.length > 0 ? vital : fields.filter((it) => it.simple).slice(0, mostFields);
    const wanted = shown.length > 0 ? shown : fields.slice(0, mostFields);
    const slots = [...wanted, ...fields.filter((it) => !wanted.includes(it))].map((it) => ({
      name: argumentNamed(it.name),
      place: `body.${it.name}`,
      required: it.required,
      ...(wanted.includes(it) ? { wanted: true as const } : {}),
      schema: it.schema,
    }));
    return { slots, state: vital.length > 0 ? "told" : "guessed" };
  }
  const open = flat.type === undefined || (flat.type === "object" && flat.additionalProperties === undefined);
  const name = flat.type === "array" ? listName(contract, operation, flat) : "body";
  const words = name === "ids" ? { words: `Ids of the ${areaOf(operation)}` } : {};
  return {
    slots: [{ name, place: "body", required, wanted: true, schema: flat, ...words }],
    state: open ? "open" : "told",
  };
}

interface Field {
  readonly name: string;
  readonly schema: ContractSchema;
  readonly required: boolean;
  /** A text, a number, a truth value, or a list of these. */
  readonly simple: boolean;
}

function fieldsOf(contract: Contract, flat: ContractSchema): readonly Field[] {
  return Object.entries(flat.properties ?? {})
    .filter(([name]) => /^[A-Za-z]\w*$/.test(name))
    .map(([name, schema]) => ({
      name,
      schema,
      required: flat.required?.includes(name) === true,
      simple: isSimple(contract, schema) && name !== "deleted",
    }));
}

/** True for what a line can say: a text, a number, a truth value, or a list of them. */
export function isSimple(contract: Contract, schema: ContractSchema): boolean {
  const flat = flatten(contract, schema);
  if (flat.type === "array") return isSimple(contract, flat.items ?? {});
  return flat.type !== undefined && flat.type !== "object";
}

/** Files come as text or as base64; of a form that names no parts each key of one argument is a part. */
function formSlots(contract: Contract, schema: ContractSchema, required: boolean): readonly Slot[] {
  const flat = flatten(contract, schema);
  const parts = Object.entries(flat.properties ?? {});
  if (parts.length === 0) {
    const words = "Name and value of each part that is sent";
    return [{ name: "inputs", place: "form.*", required: false, wanted: true, words }];
  }
  return parts.flatMap(([part, of]): readonly Slot[] => {
    const name = argumentNamed(part);
    const must = required && flat.required?.includes(part) === true;
    const { type, format } = flatten(contract, of);
    if (type === "array") return [];
    if (format !== "binary") return [{ name, place: `form.${part}`, required: must, wanted: true }];
    const words = name.replaceAll("_", " ");
    return [
      {
        name,
        place: `form.${part}.text`,
        required: false,
        wanted: true,
        words: `Content of the ${words}, as text`,
      },
      {
        name: `${name}_base64`,
        place: `form.${part}.base64`,
        required: false,
        wanted: true,
        words: `Content of the ${words}, as base64 of its bytes`,
      },
    ];
  });
}

/** `ids` of `by-ids`; of other lists what their items are called. */
function listName(contract: Contract, { path }: ContractOperation, flat: ContractSchema): string {
  const last = path.split("/").at(-1) ?? "";
  const by = /^by-([a-z]+s)$/.exec(last)?.[1];
  if (by !== undefined) return by;
  const items = flat.items ?? {};
  if (flatten(contract, items).type === "string") return "values";
  return items.ref === undefined ? "items" : `${argumentNamed(items.ref.split(".").at(-1) ?? "item")}s`;
}

/** The contract's name as an argument's: snake_case that begins with a letter, at most 52 characters. */
export function argumentNamed(name: string): string {
  const plain = snakeCase(name).replace(/^[^a-z]+|_+$/g, "");
  return (plain === "" ? "value" : plain).slice(0, 52);
}

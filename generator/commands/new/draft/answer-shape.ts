import type { ContractSchema } from "../../../contract/contract.ts";
import type { AnswerFacts } from "../../../forms/answer.ts";
import { flatten, isAny } from "../../../contract/schema.ts";

/** What an operation answers on one line, as far as a first projection goes. */
export type AnswerShape =
  | { readonly kind: "none" | "text" | "file" | "scalar" }
  /** The contract says nothing of it, or only that it is a map. */
  | { readonly kind: "open" }
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  /** A list: the answer itself, or under a key, with what stands beside it. */
  | {
      readonly kind: "rows";
      readonly each: string;
      readonly fields: readonly Field[];
      readonly keep: readonly Field[];
    };

/** A value that can be picked. */
export interface Field {
  /** Its key in the result. */
  readonly key: string;
  /** Its path in the answer, or in a row of it. */
  readonly path: string;
  /** A text, a number or a truth value, or a list of these. */
  readonly simple: boolean;
  readonly required: boolean;
}

/** Tells the shape of an answer. */
export function answerShape({ contract, media, schema }: AnswerFacts): AnswerShape {
  if (media === undefined || schema === undefined) return { kind: "none" };
  const flat = flatten(contract, schema);
  if (!media.includes("json")) return { kind: flat.format === "binary" ? "file" : "text" };
  if (flat.type === "array")
    return { kind: "rows", each: ".", fields: fields(contract, flat.items ?? {}), keep: [] };
  if (flat.type !== undefined && flat.type !== "object") return { kind: "scalar" };
  if (isAny(flat) || Object.keys(flat.properties ?? {}).length === 0) return { kind: "open" };
  const list = rowsOf(contract, flat);
  if (list === undefined) return { kind: "object", fields: fields(contract, flat) };
  const keep = fields(contract, flat).filter((it) => it.path !== list.each && it.simple);
  return { kind: "rows", ...list, keep };
}

type Contract = AnswerFacts["contract"];

/** An answer that is there for one list: beside it stand counts, and how to get the next page, and no thing's own texts. */
function rowsOf(
  contract: Contract,
  flat: ContractSchema,
): { readonly each: string; readonly fields: readonly Field[] } | undefined {
  const properties = Object.entries(flat.properties ?? {});
  const typeOf = (it: ContractSchema): string => flatten(contract, it).type ?? "";
  const lists = properties.filter(([, it]) => typeOf(it) === "array");
  const others = properties.filter(
    ([name, it]) =>
      !["array", "integer", "number", "boolean"].includes(typeOf(it)) &&
      !(typeOf(it) === "string" && /cursor|next|page/i.test(name)),
  );
  const [list] = lists;
  if (list === undefined || lists.length > 1 || others.length > 0) return undefined;
  const items = flatten(contract, list[1]).items ?? {};
  const found = fields(contract, items);
  const isEvent = found.some((it) => it.path === "data") && list[0] === "events";
  return { each: list[0], fields: isEvent ? eventFields(contract, items) : found };
}

/** Of an event what it is about, which its data say. */
function eventFields(contract: Contract, items: ContractSchema): readonly Field[] {
  const data = flatten(contract, items).properties?.data ?? {};
  const below = fields(contract, data).map((it) => ({ ...it, path: `data.${it.path}` }));
  return below.length > 0 ? below : fields(contract, items);
}

/** Names that say what a thing is; they are picked first. */
const telling = [
  "id",
  "namespace",
  "flowId",
  "key",
  "name",
  "title",
  "type",
  "state",
  "status",
  "email",
  "username",
];

/** What must not be in an answer to an agent unless a person says so. */
const secret = /password|secret|token|credential|apikey|privatekey/i;

/** The fields of an object, the most telling first. */
function fields(contract: Contract, schema: ContractSchema): readonly Field[] {
  const flat = flatten(contract, schema);
  const found = Object.entries(flat.properties ?? {}).flatMap(([name, it]): readonly Field[] => {
    if (!/^[A-Za-z]\w*$/.test(name) || name === "deleted" || secret.test(name)) return [];
    const required = flat.required?.includes(name) === true;
    const value = flatten(contract, it);
    const current = value.properties?.current;
    if (current !== undefined && isSimple(contract, current))
      return [{ key: name, path: `${name}.current`, simple: true, required }];
    return [{ key: name, path: name, simple: isSimple(contract, it), required }];
  });
  const rank = ({ key, simple, required }: Field): number => {
    const at = telling.indexOf(key);
    return at >= 0 ? at : telling.length + (simple ? 0 : 2) + (required ? 0 : 1);
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}

function isSimple(contract: Contract, schema: ContractSchema): boolean {
  const flat = flatten(contract, schema);
  if (flat.type === "array") return isSimple(contract, flat.items ?? {});
  return flat.type !== undefined && flat.type !== "object";
}

import { isObject } from "../../json.ts";

/*
 * What clients say of themselves, as far as it is what most say: of that it is known without the SDKs' schemas that they
 * take it.
 */

/** By capability, what it may hold: nothing, other objects, or what is said here of each member. */
const known: Readonly<Record<string, Readonly<Record<string, "boolean" | "object">> | "objects">> = {
  roots: { listChanged: "boolean" },
  sampling: { context: "object", tools: "object" },
  elicitation: { form: "object", url: "object" },
  experimental: "objects",
  extensions: "objects",
};

/** Whether capabilities are such as every SDK takes. */
export function isPlainClient(capabilities: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(capabilities).every(([name, held]) => {
    const may = Object.hasOwn(known, name) ? known[name] : undefined;
    if (may === undefined || !isObject(held)) return false;
    return Object.entries(held).every(([member, value]) => {
      const kind = may === "objects" ? "object" : Object.hasOwn(may, member) ? may[member] : undefined;
      if (kind === "boolean") return typeof value === "boolean";
      // A form may say more of itself, which is of a type.
      return kind === "object" && isObject(value) && (member !== "form" || Object.keys(value).length === 0);
    });
  });
}

/** Whether a client's name and version are such. */
export function isPlainInfo(info: unknown): boolean {
  if (!isObject(info) || info.name === undefined || info.version === undefined) return false;
  const texts = ["name", "version", "title", "websiteUrl", "description"];
  return Object.entries(info).every(([name, value]) => texts.includes(name) && typeof value === "string");
}

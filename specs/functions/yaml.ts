import { beyond } from "../../runtime/json/bounds.ts";
import { limits } from "../../runtime/limits.ts";

/** Loaded when it is first needed: most calls need no YAML. */
const library = () => import("yaml");

/**
 * Why a YAML cannot be read, in the words of the library, with the place; undefined where it can.
 * @param source that is known not to be nested deeply: the library calls itself for each level
 */
export async function yamlFault(source: string): Promise<string | undefined> {
  const { parseAllDocuments } = await library();
  // Looking for keys that come twice takes the square of their number.
  const faults = [...parseAllDocuments(source, { uniqueKeys: false })].flatMap(({ errors }) => errors);
  // After the first line they show the text.
  return faults[0]?.message.split("\n")[0]?.replace(/:$/, "");
}

/** Characters of JSON that are written as YAML: an answer has no room for more. */
const longest = 20_000;

/**
 * A function that writes a value as YAML in block style, its keys in their order; it reads the same as YAML 1.1. What is
 * large, or nested so deeply that the library might not come to its end, is written as JSON, which is YAML too.
 */
export async function yamlText(): Promise<(value: unknown) => string> {
  const { stringify } = await library();
  return (value) => {
    const json = JSON.stringify(value);
    return json.length > longest || beyond(json, { depth: limits.depth }) !== undefined
      ? json
      : stringify(value, { compat: "yaml-1.1" });
  };
}

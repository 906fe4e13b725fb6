import { isObject } from "../json.ts";
import { didYouMean } from "../near-miss.ts";
import type { FileFault, Path } from "./yaml-file.ts";

/** Collects what is wrong with a value, place by place. */
export interface Faults {
  readonly found: FileFault[];
  /** Reports keys that nobody knows, and those that are missing. @returns the value where it is a map, else nothing */
  map(value: unknown, path: Path, what: string, known?: Keys): Readonly<Record<string, unknown>>;
  /** A list; nothing where the value is absent, or none. */
  list(value: unknown, path: Path, what: string): readonly unknown[];
  /** A list of texts that say something. */
  texts(value: unknown, path: Path, what: string): readonly string[];
}

/** The keys of a map. */
interface Keys {
  readonly names: readonly string[];
  readonly required?: readonly string[];
}

/** @param isSecret whether no word of the file may be told, such as a key that should have been a value */
export function collectFaults(isSecret = false): Faults {
  const found: FileFault[] = [];
  const list: Faults["list"] = (value, path, what) => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    found.push({ path, message: `${what} must be a list.`, hint: "Write `- item` lines, or [a, b]." });
    return [];
  };
  return {
    found,
    map(value, path, what, keys) {
      if (value === undefined) return {};
      if (!isObject(value)) {
        found.push({ path, message: `${what} must be a map.`, hint: "Write `key: value` lines." });
        return {};
      }
      if (keys === undefined) return value;
      for (const name of Object.keys(value).filter((one) => !keys.names.includes(one)))
        found.push({
          path: [...path, name],
          on: "key",
          message: `${isSecret ? "This" : JSON.stringify(name)} is not a key of ${what}.`,
          hint: (didYouMean(name, keys.names) || ` It takes ${keys.names.join(", ")}.`).trim(),
        });
      for (const name of (keys.required ?? []).filter((one) => !Object.hasOwn(value, one)))
        found.push({ path, on: "key", message: `\`${name}\` is missing: ${what} needs it.` });
      return value;
    },
    list,
    texts: (value, path, what) =>
      list(value, path, what).flatMap((one, i) => {
        if (typeof one === "string" && one.trim() !== "") return [one];
        found.push({ path: [...path, i], message: `${what} must hold texts.` });
        return [];
      }),
  };
}

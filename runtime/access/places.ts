import { isObject } from "../json.ts";
import type { Places } from "../tool/whereabouts.ts";
import { yamlKey } from "../yaml/key.ts";

/** What a call names of namespaces, and of what lies in one. */
export interface NamedPlaces {
  readonly namespaces: readonly string[];
  /** Ids of executions. */
  readonly executions: readonly string[];
}

/**
 * What the arguments of a call name. What says nothing, as an empty text, names nothing. An
 * object may stand in place of a YAML.
 * @throws InputError for a YAML without a namespace
 */
export async function placesIn(
  { fixed = [], namespaces = [], executions = [], yaml }: Places,
  input: unknown,
): Promise<NamedPlaces> {
  const given = isObject(input) ? input : {};
  const texts = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => given[name]).filter((it): it is string => typeof it === "string" && it !== "");
  const source = yaml === undefined ? undefined : given[yaml];
  const text = isObject(source) ? JSON.stringify(source) : source;
  const key = typeof text === "string" && text !== "" ? await yamlKey(text, "YAML") : undefined;
  return {
    namespaces: [...new Set([...fixed, ...texts(namespaces), ...(key === undefined ? [] : [key.namespace])])],
    executions: [...new Set(texts(executions))],
  };
}

/** How a call may name one, for an agent that did not. */
export function waysOf({ namespaces = [], executions = [], yaml }: Places): readonly string[] {
  return [...namespaces, ...executions, ...(yaml === undefined ? [] : [`namespace in ${yaml}`])];
}

import { byOwnNames } from "../call/arguments/argument-aliases.ts";
import { isObject } from "../json.ts";
import { choose } from "../tool/choose.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { placesIn } from "./places.ts";

/** The namespaces that a call names. */
export interface CalledNamespaces {
  /** With that which its result names, where the call is about executions. Texts that are no namespace are left out. */
  of(result: object | undefined): readonly string[] | undefined;
}

/** Kestra takes no longer one. */
const namespace = /^[a-z0-9][\w.-]{0,149}$/i;

/** A call names one, or a few. */
const most = 20;

/** What a call names, as far as it is known without asking Kestra. Never rejects. */
export async function calledNamespaces(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
): Promise<CalledNamespaces | undefined> {
  try {
    const given = byOwnNames(tool, values);
    const { where } = choose(tool, given).behaviour;
    if (typeof where !== "object") return undefined;
    const named = await placesIn(where, given).then(
      ({ namespaces }) => namespaces,
      () => [],
    );
    return {
      of(result) {
        const all = [...named, ...(where.executions === undefined ? [] : namedBy(result))];
        return namespacesAmong(all);
      },
    };
  } catch {
    return undefined;
  }
}

/** Those of some texts that may be namespaces, each once; undefined where none is. */
export function namespacesAmong(texts: readonly string[]): readonly string[] | undefined {
  const fit = [...new Set(texts)].filter((one) => namespace.test(one));
  return fit.length === 0 ? undefined : fit.slice(0, most);
}

function namedBy(result: object | undefined): readonly string[] {
  const output = result !== undefined && "structuredContent" in result ? result.structuredContent : undefined;
  return isObject(output) && typeof output.namespace === "string" ? [output.namespace] : [];
}

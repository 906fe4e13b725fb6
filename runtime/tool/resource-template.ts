import { limits } from "../limits.ts";

/** Resources of MCP of one form of address, as clients are told of them. */
export interface ResourceTemplate {
  /** Of RFC 6570: `{name}` is one segment; `{+name}` is any part of the path. */
  readonly uriTemplate: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** The variables of a template, in order. */
export function variablesOf(
  template: string,
): readonly { readonly name: string; readonly isPath: boolean }[] {
  return [...template.matchAll(variable)].map(([, plus, name = ""]) => ({ name, isPath: plus === "+" }));
}

/** What the variables of a template stand for in an address, decoded; undefined where the template has no such address. */
export function valuesIn(template: string, uri: string): Readonly<Record<string, string>> | undefined {
  if (uri.length > limits.text) return undefined;
  const match = patternOf(template).exec(uri);
  if (match === null) return undefined;
  try {
    return Object.fromEntries(
      variablesOf(template).map(({ name }, index) => [name, decodeURIComponent(match[index + 1] ?? "")]),
    );
  } catch {
    return undefined;
  }
}

/** The variable of the tenant, which no tool takes: each address is of the tenant that the connection is of. */
export const tenantVariable = "tenant";

/** What stands for the whole address in the arguments of the call that reads it. */
export const addressVariable = "uri";

const variable = /\{(\+?)(\w+)\}/g;

/** Of several ways to fill a template in, the one whose first part is the longest. */
function patternOf(template: string): RegExp {
  const literals = template.split(/\{\+?\w+\}/).map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const groups = variablesOf(template).map(({ isPath }) => (isPath ? "([^?#]+)" : "([^/?#]+)"));
  return new RegExp(`^${literals.map((text, index) => text + (groups[index] ?? "")).join("")}$`);
}

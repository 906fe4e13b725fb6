import type { Document } from "yaml";
import type { NewConnection } from "../tool/connections.ts";

/** The keys of a connection, as kestractl writes them. */
export function fieldsOf({ host, tenant, token, username, password }: NewConnection): Record<string, string> {
  const basic = { auth_method: "basicAuth", username: username ?? "", password: password ?? "" };
  return {
    host,
    tenant,
    ...(token !== undefined && { auth_method: "token", token }),
    ...(username !== undefined && basic),
  };
}

/** Adds a connection; the first one is kestractl's default. */
export function addContext(document: Document, context: NewConnection): void {
  const isFirst = !hasContexts(document);
  ensureMap(document);
  for (const [key, text] of Object.entries(fieldsOf(context))) {
    const value = document.createNode(text);
    // Others read a plain text of digits as a number.
    value.type = "QUOTE_DOUBLE";
    document.setIn(["contexts", context.name, key], value);
  }
  if (isFirst) document.setIn(["default_context"], context.name);
}

export function presetContext(document: Document, name: string): void {
  document.setIn(["default_context"], name);
}

/** Removes a connection; kestractl has then no default where it was that. */
export function removeContext(document: Document, name: string): void {
  document.deleteIn(["contexts", name]);
  const preset: unknown = document.getIn(["default_context"]);
  if (typeof preset === "string" && preset.toLowerCase() === name.toLowerCase())
    document.setIn(["default_context"], "");
}

function hasContexts(document: Document): boolean {
  const { contexts } = (document.toJS() ?? {}) as { readonly contexts?: unknown };
  return typeof contexts === "object" && contexts !== null && Object.keys(contexts).length > 0;
}

/** An empty document, and `contexts:` without any, have no map yet. */
function ensureMap(document: Document): void {
  if (document.contents === null || document.toJS() === "")
    document.contents = document.createNode({}) as never;
  if (!hasContexts(document)) document.setIn(["contexts"], document.createNode({}));
}

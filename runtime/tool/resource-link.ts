import { limits } from "../limits.ts";
import type { JsonObject } from "../json.ts";
import { valuesIn } from "./resource-template.ts";
import type { Behaviour } from "./definition.ts";
import { visible } from "../text/visible.ts";

/** A block of a result that names a resource of MCP, since revision 2025-06-18. */
export interface ResourceLink {
  readonly type: "resource_link";
  readonly uri: string;
  readonly name: string;
  readonly mimeType?: string;
  /** In bytes. */
  readonly size?: number;
  /** Of the other blocks of a result. */
  readonly text?: never;
}

/** What is said of a text of which nobody knows more. */
export const plainText = "text/plain";

/**
 * The link to what an output names, where the behaviour has resources. None to what could not be read by it: another one
 * than the call was about, or one that is too large.
 * @param input of the call
 */
export function resourceLink(
  { links, limit = {} }: Pick<Behaviour, "links" | "limit">,
  input: Readonly<Record<string, unknown>>,
  output: JsonObject,
): ResourceLink | undefined {
  const { uri: address, size, mediaType, encoding } = output;
  if (links === undefined || typeof address !== "string") return undefined;
  const uri = encodedAddress(address);
  const values = Object.entries(valuesIn(links, uri) ?? {});
  const isMeant = values.every(([name, value]) => !Object.hasOwn(input, name) || input[name] === value);
  if (values.length === 0 || !isMeant || Number(size) > limits.resource) return undefined;
  const isText = (encoding ?? undefined) === undefined && typeof output[limit.text ?? ""] === "string";
  const mimeType = typeof mediaType === "string" ? mediaType : isText ? plainText : undefined;
  return {
    type: "resource_link",
    uri,
    name: lastSegment(uri),
    ...(mimeType !== undefined && { mimeType }),
    ...(typeof size === "number" && { size }),
  };
}

/** An address as RFC 3986 has it: what may not stand in one is escaped, what is escaped stays so. */
function encodedAddress(address: string): string {
  return address.toWellFormed().replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);
}

/** What people call it. */
function lastSegment(uri: string): string {
  const segment = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return visible(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}

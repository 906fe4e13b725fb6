import { promisify } from "node:util";
import { encodeQuery } from "../http-client/wire.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { foreignOr } from "../json/foreign-json.ts";
import { isObject } from "../json.ts";
import { lazy } from "../lazy.ts";
import { limits } from "../limits.ts";

/** Loaded when the first answer is kept or read: most servers do neither. */
const library = lazy(async () => {
  const { gunzip, gzip } = await import("node:zlib");
  return { zip: promisify(gzip), unzip: promisify(gunzip) };
});

/** A good answer of a service to a request that changes nothing, as it is kept. */
export interface KeptAnswer {
  /** `GET /v1/plugins?page=1` */
  readonly request: string;
  /** When it came, as ISO 8601 in UTC. */
  readonly at: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What a kept answer is found by: the method, the path and the query of its request. */
export function requestOf({ method, path, query = {} }: RequestPlan): string {
  return `${method} ${String(path)}${encodeQuery(query)}`;
}

/** A kept answer as one line of JSON, without its end. The text is compressed; what tells of it can be read by eye. */
export async function lineOf({ text, ...told }: KeptAnswer): Promise<string> {
  const { zip } = await library();
  return JSON.stringify({ ...told, gzip: (await zip(text)).toString("base64") });
}

/** The answer that a line holds; undefined where it holds none, or one that is too large. */
export async function answerIn(line: string): Promise<KeptAnswer | undefined> {
  const written = parsed(line);
  if (written === undefined) return undefined;
  const { request, at, mediaType, gzip: zipped } = written;
  if (typeof mediaType !== "string" || typeof zipped !== "string") return undefined;
  const { unzip } = await library();
  try {
    const text = await unzip(Buffer.from(zipped, "base64"), { maxOutputLength: limits.answer });
    return { request, at, mediaType, text: text.toString("utf8") };
  } catch {
    return undefined;
  }
}

/** What a line says of itself, without its text; undefined where it is none of ours, or not whole. */
export function headOf(line: string): Pick<KeptAnswer, "request" | "at"> | undefined {
  const written = parsed(line);
  return written && { request: written.request, at: written.at };
}

function parsed(
  line: string,
): { readonly [key: string]: unknown; readonly request: string; readonly at: string } | undefined {
  const value = foreignOr(line, undefined);
  if (!isObject(value)) return undefined;
  const { request, at } = value;
  const time = typeof at === "string" ? Date.parse(at) : NaN;
  if (typeof request !== "string" || Number.isNaN(time)) return undefined;
  return { ...value, request, at: new Date(time).toISOString() };
}

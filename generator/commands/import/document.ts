import { parse } from "yaml";
import { ImportError } from "../../contract/import-error.ts";
import { isObject } from "../../../runtime/json.ts";

/** Bytes of the largest document that is read at all. The largest of Kestra's own has 0.8 MB. */
export const maximumBytes = 20_000_000;

/** An OpenAPI document of Kestra: parsed, and known to be one. Its parts are checked where they are read. */
export interface OpenApiDocument {
  /** As people know it, for messages: a file's path or a URL without credentials. */
  readonly source: string;
  readonly edition: "oss" | "ee";
  /** `info.version`, which is often no version: `v1`. */
  readonly version?: string;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, unknown>>;
}

/**
 * Reads the text of `/swagger/kestra.yml` (YAML, or JSON, which is YAML).
 * @throws ImportError where it is too large, not YAML, not OpenAPI 3, not Kestra's, cut off, or uses YAML aliases.
 */
export function openApiDocument(text: string, source: string): OpenApiDocument {
  refuseLarge(Buffer.byteLength(text), source);
  const root = yaml(text, source);
  if (root === null || root === undefined) throw new ImportError(`${source} is empty.`);
  if (!isObject(root)) throw new ImportError(`${source} is not an OpenAPI document.`);
  if (typeof root.openapi !== "string" || !root.openapi.startsWith("3.")) {
    throw new ImportError(`${source} is not an OpenAPI 3 document: its key "openapi" is missing or another.`);
  }
  const title = isObject(root.info) ? root.info.title : undefined;
  if (typeof title !== "string" || !title.startsWith("Kestra")) {
    throw new ImportError(`${source} is not Kestra's: its "info.title" is ${shown(title)}.`);
  }
  const schemas = isObject(root.components) ? root.components.schemas : undefined;
  if (!isObject(root.paths) || !isObject(schemas)) {
    const lacks = isObject(root.paths) ? "components.schemas" : "paths";
    throw new ImportError(`${source} has no "${lacks}": is it cut off?`);
  }
  const version = isObject(root.info) ? root.info.version : undefined;
  return {
    source,
    edition: title.startsWith("Kestra EE") ? "ee" : "oss",
    ...(typeof version === "string" ? { version } : {}),
    paths: root.paths,
    schemas,
  };
}

/** @throws ImportError where a document of so many bytes is not read. */
export function refuseLarge(bytes: number, source: string): void {
  if (bytes > maximumBytes) {
    throw new ImportError(`${source} has ${bytes} bytes: more than ${maximumBytes} are not read.`);
  }
}

/** Any YAML of bounded size; aliases are refused, since a few lines of them stand for gigabytes. */
function yaml(text: string, source: string): unknown {
  try {
    // Always YAML 1.2, whatever a `%YAML` line says: in 1.1 `NO` is a truth value.
    return parse(text, { maxAliasCount: 0, logLevel: "error", schema: "core", merge: false });
  } catch (error) {
    if (error instanceof RangeError) throw new ImportError(`${source} is nested too deeply.`);
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    if (error instanceof ReferenceError)
      throw new ImportError(`${source} uses YAML aliases: they are refused.`);
    throw new ImportError(`${source} is not YAML: ${reason.replace(/:$/, "")}.`);
  }
}

/**
 * A name that goes on into the contract, and from there into generated code and messages.
 * @throws ImportError for one that is empty, has a control character or the marks of a template literal, or is a key of
 * every JavaScript object.
 */
export function nameOf(name: unknown, kind: string, source: string): string {
  if (typeof name !== "string" || name === "") {
    throw new ImportError(`${source} has ${shown(name)} as ${kind}.`);
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}`]|\$\{/u.test(name) || hostile.has(name)) {
    throw new ImportError(`${source} has ${kind} named ${shown(name)}, which is refused.`);
  }
  return name;
}

/** A value of the document, for a message: on one line, and not without end. */
export function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 200);
}

/** `__proto__`, `constructor`, `toString` and the like. */
const hostile: ReadonlySet<string> = new Set(["prototype", ...Object.getOwnPropertyNames(Object.prototype)]);

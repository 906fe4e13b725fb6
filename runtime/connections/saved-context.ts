import { ConfigurationError } from "../errors.ts";
import { isObject } from "../json.ts";
import { visible } from "../text/visible.ts";

/** A connection that somebody saved for kestractl, as it stands in the file: every scalar is a text. */
export interface SavedContext {
  readonly name: string;
  /** `host`, `tenant`, `auth_method`, `token`, `username`, `password`, `headers`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a file of kestractl's says. */
export interface SavedContexts {
  /** Of the file, for people: `~/.kestractl/config.yaml`. */
  readonly path: string;
  readonly contexts: readonly SavedContext[];
  /** The name of the one that kestractl uses. */
  readonly preset?: string;
}

/**
 * Reads the value of such a file. Unknown keys mean nothing here.
 * @throws ConfigurationError naming the file and the key, never a value
 */
export function contextsIn(value: unknown, path: string): SavedContexts {
  if (!isFilled(value)) return { path, contexts: [] };
  if (!isObject(value)) throw new ConfigurationError(`${path} must be a map with the key contexts.`);
  const { contexts: written, default_context: preset } = value;
  if (isFilled(written) && !isObject(written))
    throw new ConfigurationError(`contexts in ${path} must be a map of names.`);
  const contexts = Object.entries(isObject(written) ? written : {}).map(([name, fields]) => ({
    name,
    fields: isObject(fields) ? fields : {},
  }));
  return { path, contexts, ...(typeof preset === "string" && isFilled(preset) ? { preset } : {}) };
}

/** A connection by its name, exactly or in another case where only one is meant; undefined where none is. */
export function contextNamed({ contexts }: SavedContexts, name: string): SavedContext | undefined {
  const lower = name.toLowerCase();
  const near = contexts.filter((one) => one.name.toLowerCase() === lower);
  return contexts.find((one) => one.name === name) ?? (near.length === 1 ? near[0] : undefined);
}

/** A name in a sentence: it is the user's own, on one line and short. */
export function shownName(name: string): string {
  return visible(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}

/** YAML's words for nothing are texts here. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && !["", "~", "null"].includes(value as string);
}

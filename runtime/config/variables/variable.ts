import type { Reader } from "../readers/reader.ts";

/** One environment variable: all that is said of it, once. */
export interface Variable {
  readonly name: string;
  /** As text, and told where it is not empty; absent where it is unset by default. */
  readonly default?: string;
  /** It is a secret or may hold one, such as a URL with a password: hosts keep it out of files, and hide it. */
  readonly isSecret?: true;
  /** What its text says. Where an error may hold the text, it is no secret. */
  readonly read: Reader<unknown>;
  /** What `--help` and the documentation print of it. */
  readonly meaning: string;
  /** The part of the configuration that its value is a setting of, under `key`; absent where several variables say it together. */
  readonly part?: "config" | "endpoint";
  readonly key?: string;
  /**
   * Whether a `.env` may give it: `connection` only together with all others of that kind, `alone` by itself. Absent: never,
   * since whoever wrote the file would decide who may do what, or on which way what is secret goes.
   */
  readonly file?: "connection" | "alone";
  /** It is for KESTRA_BASE_URL: where the environment sets it, the address is the environment's, too. */
  readonly isForAddress?: true;
  /** It is read in lower case, too. */
  readonly inLowerCase?: true;
  /** What is told as the default and not put in its place: what it is then comes of another variable. */
  readonly usually?: string;
  /** What scramb/kestra-server-mcp calls it: read where it is not set itself, and users log in. */
  readonly formerly?: readonly string[];
  /** What other programs call it, or people who guess: it is not read, and told. */
  readonly alsoCalled?: readonly string[];
}

/** What is told as the default of a variable; undefined where that is nothing. */
export function toldDefault({ default: preset, usually }: Variable): string | undefined {
  return usually ?? (preset || undefined);
}

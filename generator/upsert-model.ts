import type { OpenObject } from "../runtime/json/schema.ts";

/** How YAML is saved: what `upsert:` of a spec says, and what its calls take and give. */
export interface UpsertModel {
  /** What is saved, such as `app`. */
  readonly what: string;
  /** The argument that holds its YAML. Absent: what the call `generate` answers. */
  readonly yaml?: string;
  /** The argument that says whether what was generated is saved. */
  readonly when?: string;
  /** The argument that says that nothing is saved, and what would be is told. */
  readonly preview?: string;
  /** What to do where the YAML is not valid. */
  readonly invalid?: string;
  /** Call -> the arguments that it takes. */
  readonly takes: Readonly<Record<string, readonly string[]>>;
  /** The rows that `find` gives; absent where it says only whether there is one. */
  readonly rows?: { readonly key: string; readonly mayBeAbsent: boolean; readonly row: OpenObject };
}

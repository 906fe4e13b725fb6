import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** Why a person must look at a place of a draft: the contract does not say, or says what nobody can rely on. */
export type Reason =
  | "description"
  | "argument"
  | "because"
  | "body"
  | "answer"
  | "lines"
  | "media"
  | "sample"
  | "tokens";

/** What a person may want to know of a place of a draft. */
export interface Note {
  readonly at: YamlPath;
  readonly text: string;
}

/** A place of a draft that needs a person, and what to do there. */
export interface Edit {
  readonly reason: Reason;
  readonly at: YamlPath;
  /** A sentence that says what to write. */
  readonly todo: string;
}

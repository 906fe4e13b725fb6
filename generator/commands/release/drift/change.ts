import type { ContractOperation } from "../../../contract/contract.ts";
import type { LineChange, TextEdit } from "../../../workspace/text-edit.ts";
import type { MovedId } from "../../../contract/same-operation.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** Something that differs between the newest line and the one that is added, for one request of a tool. */
export interface DriftChange {
  readonly about: "route" | "parameter" | "enum" | "answer" | "example";
  /** Where in the tool's YAML, nearest. */
  readonly at: YamlPath;
  /** One sentence for a maintainer, in Markdown. */
  readonly sentence: string;
  /** The tool as it is fails, or does something else, on the new line. */
  readonly breaking: boolean;
  readonly proposal?: Proposal;
}

/** An edit of a tool's YAML. */
export interface Proposal {
  /** `word`: it may change what the tool does, so it is applied only where the author accepts it. */
  readonly kind: "safe" | "word";
  readonly edits: readonly TextEdit[];
}

/** What the new line means for one request of a tool. */
export interface UseDrift {
  /** `kill / get`; empty where the tool is one request. */
  readonly name: string;
  /** On the newest line so far, `METHOD /path`; absent where the tool does not have it there. */
  readonly request?: string;
  readonly state: "unchanged" | "moved" | "changed" | "gone" | "absent";
  readonly breaking: boolean;
  readonly changes: readonly (DriftChange & { readonly applied: boolean; readonly lines?: LineChange })[];
}

export interface ToolDrift {
  readonly tool: string;
  readonly file: string;
  readonly uses: readonly UseDrift[];
}

/** All that a maintainer needs to know of a new line. */
export interface Drift {
  readonly base: string;
  readonly line: string;
  readonly tools: readonly ToolDrift[];
  /** Of the files of operations that tools share; `tool` is `operations/<area>`. */
  readonly operations: readonly ToolDrift[];
  readonly ids: readonly MovedId[];
  /** New operations that no tool calls, by area. */
  readonly fresh: ReadonlyMap<string, readonly ContractOperation[]>;
  /** What was done in the files that all tools share, and what is to be known of the sources: sentences. */
  readonly notes: readonly string[];
}

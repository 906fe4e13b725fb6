import type { OpenObject } from "../../runtime/json/schema.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { ReadModel } from "../model.ts";
import type { Scope } from "../resolve/context/scope.ts";
import type { OutputGrammar } from "../spec/spec.ts";
import type { Schema } from "../spec/words/schema.ts";
import type { AnswerFacts } from "./answer.ts";

/**
 * One form of an output: how it is written, and how it is read. What it makes of an answer is a `ProjectModel`, which is
 * printed, explained and bounded without regard to the form.
 */
export interface OutputForm {
  /** The form in short, for the help of `output`: `{ text: field }`. */
  readonly help: string;
  /** Its keys, explained in editors. */
  readonly keys?: Readonly<Record<string, Schema>>;
  /** The key that only this form has, and the schema of an output that has it. */
  readonly by?: { readonly key: string; readonly schema: Schema };
  /** Which of its keys another one is probably meant to be, in a map that no form knows by its key. */
  readonly meant?: (written: Readonly<Record<string, unknown>>, value: unknown) => readonly string[];
  /**
   * What is written, where it is of this form. What is malformed is reported and left out.
   * @param at where it is written
   */
  readonly read: (written: OutputGrammar, at: YamlPath, complain: Complain) => WrittenOutput | undefined;
}

export type Complain = (at: YamlPath, message: string, hint?: string) => void;

/** An output as its form read it. */
export type WrittenOutput = SaidOutput | AnswerOutput;

/** An output that takes nothing of an answer. */
export interface SaidOutput {
  readonly said: Projection;
  readonly holes: readonly Hole[];
  readonly given?: never;
  readonly bare?: never;
}

/** An output that is made of an answer. */
export interface AnswerOutput {
  readonly said?: never;
  /** Checked against the answer's schema on one line. @returns undefined after an error */
  readonly project: (scope: Scope, answer: AnswerFacts) => Projection | undefined;
  /** All that it takes of an answer. */
  readonly picks: readonly PickedPath[];
  readonly holes?: readonly Hole[];
  /** The arguments that a function which makes it is given. */
  readonly given?: { readonly of: readonly string[]; readonly at: YamlPath };
  /** The key of the rows which alone are the text of the result. */
  readonly bare?: string;
}

/** A path that an output picks: one list of names for each list that is gone through. */
export interface PickedPath {
  readonly steps: readonly (readonly string[])[];
  readonly optional: boolean;
  readonly at: YamlPath;
}

/** A text with `{argument}` holes, and where it is written. */
export interface Hole {
  readonly text: string;
  readonly at: YamlPath;
}

/** How one answer becomes an output, and what that output looks like. */
export interface Projection {
  readonly read: ReadModel;
  readonly output: OpenObject;
}

/** The text under the only key of a map. */
export function onlyText(written: OutputGrammar, key: string): string | undefined {
  if (typeof written === "string" || Object.keys(written).length !== 1) return undefined;
  const value = written[key];
  return typeof value === "string" ? value : undefined;
}

import type { Json } from "../../runtime/json.ts";
import type { HostPart } from "../../runtime/tool/host.ts";
import type { Effect } from "../../runtime/tool/definition.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile, YamlPath } from "../diagnostics/source-file.ts";

/** One tool as its author wrote it: valid by the grammar's JSON Schema, nothing resolved. */
export interface ToolSpec {
  readonly name: string;
  readonly toolset: string;
  readonly file: SourceFile;
  readonly tool: ToolGrammar;
  /** True where `<tool>.ts` lies beside the YAML. */
  readonly hasSteps: boolean;
  /**
   * An error at a place in the YAML, such as `["params", "status", "to"]`; the place nearest to it that exists is used.
   * @param on whether the key itself or its value is underlined; the value where absent.
   */
  readonly error: (path: YamlPath, message: string, hint?: string, on?: "key" | "value") => Diagnostic;
}

/** Requests that tools share, as their author wrote them: `specs/operations/<area>.yaml`. */
export interface OperationsSpec {
  readonly area: string;
  readonly file: SourceFile;
  /** By the name that `calls` refer to them by. */
  readonly operations: Readonly<Record<string, OperationGrammar>>;
  readonly error: ToolSpec["error"];
}

/** A value, or a map from the first line that each value holds on; null where it ended. */
export type ByLine<T> = T | Readonly<Record<string, T | null>>;

/** The YAML of a tool: the keys of an operation, and those of the whole tool. */
export interface ToolGrammar extends OperationGrammar {
  readonly description: string;
  readonly aliases?: readonly string[];
  /** `specs/views/<name>.ts`. */
  readonly view?: string;
  /** Name -> the same keys again; `by` renames the argument that picks (`action`), `default` makes it optional. */
  readonly actions?: Readonly<Record<string, OperationGrammar | string>>;
}

/** `METHOD /api/v1/{tenant}/path`, by line or not; or `{ service: METHOD /path }`, which `spec/service-request.ts` tells apart. */
export type RequestGrammar = ByLine<string>;

export interface OperationGrammar {
  readonly description?: string;
  readonly effect?: Effect;
  /** Why a method other than GET is `read`. */
  readonly because?: string;
  readonly edition?: "ee";
  readonly request?: RequestGrammar;
  readonly params?: Readonly<Record<string, ParamGrammar | null>>;
  /** Where (`query.sort`, `body.delete`, `filter.field.OPERATION`) -> a constant, `{ $uuid: true }` or `{ $argument: name }`. */
  readonly set?: ByLine<Readonly<Record<string, Json>>>;
  readonly media?: string;
  readonly output?: ByLine<OutputGrammar>;
  readonly on?: Readonly<Record<string, OutputGrammar>>;
  readonly advice?: ByLine<Readonly<Record<string, string>>>;
  readonly limit?: LimitGrammar;
  readonly brief?: BriefGrammar;
  /** Its request may take what is left of the call's time. */
  readonly slow?: true;
  /** Pages read at most, until one is not full. `query.page` is the compiler's. */
  readonly pages?: number;
  /** Name -> the same keys again, or the name of a shared operation: what the steps may ask Kestra. */
  readonly calls?: Readonly<Record<string, OperationGrammar | string>>;
  /** What the steps may use besides Kestra; there may be no calls then. */
  readonly uses?: readonly HostPart[];
  /** It answers where no Kestra does, too. */
  readonly offline?: true;
  /** What the calls save, so that they need no steps. */
  readonly upsert?: UpsertGrammar;
  /** The calls in the order in which they are asked, so that they need no steps; the last gives the result. */
  readonly chain?: readonly (string | LinkGrammar)[];
  readonly examples?: readonly ExampleGrammar[];
}

/**
 * The call `create` saves YAML; where there are `find` and `update`, what `find` finds is updated. `find` and `update` may
 * take the `namespace` and `id` of the YAML; `create`, `update` and `validate`, which is asked before them, take it as `yaml`.
 */
export interface UpsertGrammar {
  /** What is saved, in messages: `app`. */
  readonly what: string;
  /** The argument that holds its YAML. Absent: what the call `generate` answers as `result`. */
  readonly yaml?: string;
  /** With `generate`: the argument that says whether it is saved. */
  readonly when?: string;
  /**
   * With `yaml`: the argument that says that nothing is saved. What would be is told: the verdict of `validate`, and the
   * difference to what the call `deployed` finds.
   */
  readonly preview?: string;
  /** What to do where the YAML is not valid. */
  readonly invalid?: string;
}

/** One call of a chain. What it gives is known to the calls after it, by its name. */
export interface LinkGrammar {
  readonly call: string;
  /** The argument that makes it needless: it is asked only where the agent gave none. */
  readonly unless?: string;
  /** What its answer, or the row that is meant, must have: key -> value, or one of several. */
  readonly needs?: Readonly<Record<string, Json>>;
  /** What it must not have. */
  readonly not?: Readonly<Record<string, Json>>;
  /** Paths that may not be, or lie in, another: argument -> the argument of the other. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Paths that must not end with a slash, as that of a directory does: argument -> what is wrong, with `{holes}`. */
  readonly files?: Readonly<Record<string, string>>;
  /** `noun.name`: what it makes of the answer and of what `of` names is what the link gives. */
  readonly with?: string;
  readonly of?: readonly string[];
  /** What that is, as a shape. */
  readonly gives?: Json;
  /** Of several rows that fit the last one is meant, not the first. */
  readonly last?: boolean;
  /** What is wrong where nothing fits, with `{holes}` for all that is known: then nothing more is sent. */
  readonly else?: string;
  /** What the result says as its `message` where the answer has these values. */
  readonly note?: { readonly when: Readonly<Record<string, Json>>; readonly message: string };
}

/** How an argument is sent. `date-time`: an ISO 8601 date or date-time, with a zone. The others: see `runtime/compiled/file-path.ts`. */
export type Format =
  | "date-time"
  | "file-path"
  | "directory-path"
  | "plus-path"
  | "plus-directory"
  | "plus-uri"
  | "file-uri"
  | "encoded-uri";

export interface ParamGrammar {
  readonly to?: ByLine<string>;
  /** Where no contract says it, or the lines say different ones. `any`: any JSON, or a text that holds it. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "any";
  /** What a list holds, with `type: array`. */
  readonly items?: "string";
  readonly format?: ByLine<Format>;
  readonly default?: Json;
  readonly enum?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  readonly description?: string;
  readonly optional?: boolean;
  /** Other names by which it is taken, and which are not listed. */
  readonly aliases?: readonly string[];
  /** Its text may be as long as a request. */
  readonly long?: true;
  /** `noun.name`: what makes what is sent in the argument's place. */
  readonly with?: string;
  /** What it is given: names of arguments. Absent: the argument itself. */
  readonly of?: readonly string[];
  /** The default is not sent: it means "not given". */
  readonly omit?: boolean;
}

/** Which of the forms it is, `generator/forms/forms.ts` decides. */
export type OutputGrammar = string | Readonly<Record<string, Json>>;

export interface LimitGrammar {
  /** The argument (an integer, 0 by default) that skips what was given already. */
  readonly offset?: string;
  /** The sentence that tells how to get the rest, where there is no offset. */
  readonly rest?: string;
}

/** How rows are told unless `full` asks for all; keys are those of a row. */
export interface BriefGrammar {
  /** What is said once where most rows have the same. */
  readonly once?: readonly string[];
  /** What a row does not say where the row before it has the same. */
  readonly runs?: readonly string[];
  /** As `once`, only where there is no room otherwise. */
  readonly crowded?: readonly string[];
  /** What only `full` gives. */
  readonly full?: readonly string[];
}

export interface ExampleGrammar {
  readonly ask: string;
  readonly call: Readonly<Record<string, Json>>;
  readonly sends: ByLine<SendsGrammar>;
}

/** `METHOD /path?query`, behind the name of a service that is not Kestra, with its body where it has one, or several of these in the order they are sent. */
export type SendsGrammar = string | SentGrammar | readonly (string | SentGrammar)[];

export interface SentGrammar {
  readonly request: string;
  /** JSON as a value, text as a string, multipart as `{ part: text }`. */
  readonly body?: Json;
  /** A recorded exchange, `<line>/<scenario>: <name>`, or an answer in place: what a step's next request needs. */
  readonly answer?: Json;
}

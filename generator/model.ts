import type { Brief } from "../runtime/json/brief-rows.ts";
import type { FilterFields } from "../runtime/compiled/filters.ts";
import type { Json } from "../runtime/json.ts";
import type { ObjectSchema, OpenObject, OpenSchema } from "../runtime/json/schema.ts";
import type { HostPart } from "../runtime/tool/host.ts";
import type { StartedLabels, Effect, Limit, Pages } from "../runtime/tool/definition.ts";
import type { Whereabouts } from "../runtime/tool/whereabouts.ts";
import type { UpsertModel } from "./upsert-model.ts";
import type { Method } from "../runtime/network/wire-request.ts";

/** A tool, resolved against every line: no YAML, no reference, no default left to guess. What `emit` prints. */
export interface ToolModel {
  readonly name: string;
  readonly title: string;
  readonly toolset: string;
  /** `specs/<toolset>/<tool>.yaml`, for the header of the generated file. */
  readonly source: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly inputSchema: ObjectSchema;
  /** Arguments whose text may be long. */
  readonly longTexts?: readonly string[];
  /** Another name of an argument -> its name. */
  readonly argumentAliases?: Readonly<Record<string, string>>;
  /** Argument -> the argument that it may hold too, before a slash. */
  readonly within?: Readonly<Record<string, string>>;
  readonly outputSchema: ObjectSchema;
  /** What shows its results to people. */
  readonly view?: ViewModel;
  readonly behaviour: BehaviourModel | ChoiceModel;
}

export interface ViewModel {
  /** `specs/views/<name>.ts` */
  readonly name: string;
  /** Where clients find the page: another one where the page has changed, for they keep what they have read. */
  readonly uri: string;
}

export interface ChoiceModel {
  readonly kind: "choice";
  readonly by: string;
  readonly default?: string;
  /** In the author's order. */
  readonly actions: readonly { readonly name: string; readonly behaviour: BehaviourModel }[];
}

export type BehaviourModel = OperationModel | CompositeModel;

/** `specs/operations/<area>.yaml`, and the operation's name there. */
export interface SharedHome {
  readonly area: string;
  readonly name: string;
}

interface ReachModel {
  readonly effect: Effect;
  readonly idempotent: boolean;
  readonly lines: readonly string[];
  readonly edition?: "ee";
  /** The arguments of this behaviour alone: strict, every property described, defaults included. */
  readonly inputSchema: OpenObject;
  readonly limit?: Limit;
  readonly brief?: Brief;
  readonly bare?: string;
  /** The template of the addresses of what its output names that clients may read. */
  readonly links?: string;
  readonly where: Whereabouts;
  /** Nothing in its output is of others; of a behaviour of a tool alone. */
  readonly ours?: true;
}

/** A service whose answers can be taken elsewhere. */
export interface PullModel {
  readonly service: string;
  /** What it is asked. */
  readonly operations: readonly OperationModel[];
}

export interface OperationModel extends ReachModel {
  readonly kind: "operation";
  /** Where it is written, of one that tools share. */
  readonly shared?: SharedHome;
  /** That it asks; absent: Kestra. */
  readonly service?: string;
  readonly method: Method;
  readonly request: readonly Since<RequestModel>[];
  /** Routes that the request could become, were an argument in its path one of their words. */
  readonly siblings: readonly Since<readonly string[]>[];
  /** The argument that holds the labels of what it starts; absent: it starts nothing that has some. */
  readonly labels?: StartedLabels;
  readonly read: readonly Since<ReadModel>[];
  readonly on: readonly { readonly status: number; readonly read: ReadModel }[];
  readonly advice: readonly Since<Readonly<Record<number, string>>>[];
  readonly pages?: Pages;
  readonly slow?: true;
  /** Kestra answers with server-sent events. */
  readonly streams?: true;
  /** Of a large answer only what the result shows is kept: of a text, or of a file. */
  readonly excerpt?: "text" | "file";
}

export interface CompositeModel extends ReachModel {
  readonly kind: "composite";
  readonly calls: readonly { readonly name: string; readonly operation: OperationModel }[];
  /** What the steps must return. */
  readonly outputSchema: OpenObject;
  /** What its steps may use besides Kestra. */
  readonly uses?: readonly HostPart[];
  /** It answers where no Kestra does, too. */
  readonly offline?: true;
  /** Present where the spec says its steps. */
  readonly upsert?: UpsertModel;
  /** Likewise. */
  readonly chain?: readonly LinkModel[];
}

/** The services besides Kestra that a behaviour asks, by name. */
export function servicesOf(behaviour: BehaviourModel): readonly string[] {
  const operations = behaviour.kind === "operation" ? [behaviour] : behaviour.calls.map((it) => it.operation);
  return [...new Set(operations.flatMap(({ service }) => service ?? []))].sort();
}

/** Every operation of a tool. */
export function operationsOf({ behaviour }: ToolModel): readonly OperationModel[] {
  const behaviours = behaviour.kind === "choice" ? behaviour.actions.map((it) => it.behaviour) : [behaviour];
  return behaviours.flatMap((it) =>
    it.kind === "operation" ? [it] : it.calls.map(({ operation }) => operation),
  );
}

/** One call of a chain: what `chain:` of a spec says, and what the call takes and gives. */
export interface LinkModel {
  readonly call: string;
  /** The arguments that it takes. */
  readonly takes: readonly string[];
  /** It is asked only where this argument was not given. */
  readonly unless?: string;
  /** What its answer, or the row that is meant, must have: key -> one of these values. */
  readonly needs?: Values;
  /** What it must not have. */
  readonly not?: Values;
  /** The key of its rows, where it gives rows. */
  readonly rows?: string;
  /** Of several rows that fit the last one is meant. */
  readonly last?: boolean;
  /** Paths that may not be, or lie in, another: argument -> the argument of the other. It is not asked where they do. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Paths that must not end with a slash: argument -> what is wrong, with `{holes}`. It is not asked where one does. */
  readonly files?: Readonly<Record<string, string>>;
  /** What makes `answer` of what the call answers. */
  readonly by?: MakerModel;
  /** What is wrong where nothing fits, with `{holes}` for all that is known. */
  readonly else?: string;
  /** What the result says as its `message` where the answer has one of these values, with `{holes}` likewise. */
  readonly note?: { readonly when: Values; readonly message: string };
  /** What it gives. */
  readonly answer: OpenObject;
}

type Values = Readonly<Record<string, readonly Json[]>>;

/** What a link gives to those after it: the keys of its answer, or of a row where it gives rows. */
export function linkGives({ rows, answer }: Pick<LinkModel, "rows" | "answer">): OpenObject {
  if (rows === undefined) return answer;
  const { properties = {}, required = [] } = answer.properties[rows]?.items ?? {};
  return { type: "object", properties, required };
}

/** A value and the first line it holds on. Sorted by line; a single entry holds on every line of the behaviour. */
export interface Since<T> {
  readonly from: string;
  readonly value: T;
}

export interface RequestModel {
  /** Literal text and argument names in turn: `["/api/v1/{tenant}/flows/", { argument: "namespace" }]`. */
  readonly path: readonly (string | { readonly argument: string })[];
  readonly query: readonly PlacedModel[];
  readonly filters?: FiltersModel;
  readonly body?: BodyModel;
}

/** An argument that holds filters of whatever a search takes. */
export interface FiltersModel {
  readonly argument: string;
  /** What is searched, such as `EXECUTION`. */
  readonly resource: string;
  readonly fields: FilterFields;
}

/** Where a value goes, by its name on the wire, such as `filters[q][EQUALS]`. */
export interface PlacedModel {
  readonly name: string;
  readonly value: ValueModel;
}

/** A function of `specs/functions/<noun>.ts`. */
export interface MakerModel {
  readonly noun: string;
  readonly name: string;
  /** What it is given, in order, after what it makes something of: names of arguments. */
  readonly of: readonly string[];
  /** It gives a promise. */
  readonly isAsync?: true;
}

/**
 * What is sent: an argument in one of its encodings (`omitEmpty`: not at all if it is "", 0 or false), or what a function
 * makes in its place; or a constant.
 */
export type ValueModel =
  | {
      readonly kind: "argument";
      readonly argument: string;
      readonly as: Encoding;
      readonly omitEmpty?: true;
      readonly by?: MakerModel;
    }
  | { readonly kind: "constant"; readonly value: Json }
  | { readonly kind: "uuid" }
  /** A file part, of the argument that holds its text, or of the one that holds its base64. */
  | { readonly kind: "file"; readonly text?: string; readonly base64?: string };

/**
 * `plain` as it is; `instant` a date-time with a zone; `list` comma-joined for IN; `pairs` as `k:v` repeated;
 * `keyed` one parameter for each key; `json` any JSON, an object or list of it also as text.
 */
export type Encoding = "plain" | "json" | "instant" | "list" | "pairs" | "keyed" | PathEncoding;

/** Paths of files: functions of `runtime/compiled/file-path.ts`. */
export type PathEncoding =
  | "filePath"
  | "directoryPath"
  | "plusPath"
  | "plusDirectory"
  | "plusUri"
  | "fileUri"
  | "encodedUri";

export type BodyModel =
  | { readonly kind: "json"; readonly value: JsonValueModel }
  | {
      readonly kind: "text";
      readonly mediaType: string;
      readonly argument: string;
      /** What makes the text in the argument's place. */
      readonly by?: MakerModel;
    }
  /** Parts: of single arguments (`form.name`), and one part for each key of an argument (`form.*`). */
  | { readonly kind: "multipart"; readonly parts: readonly PlacedModel[]; readonly each?: string };

/** A JSON body as a template: what is constant stands there, arguments fill the rest. */
export type JsonValueModel =
  | ValueModel
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: JsonValueModel }[];
    }
  | { readonly kind: "array"; readonly items: readonly JsonValueModel[] };

/** How one answer is read. */
export interface ReadModel {
  /** What the projection reads of the answer; absent for text or for a body left unread. */
  readonly schema?: OpenSchema;
  readonly from: "json" | "text" | "file" | "nothing";
  readonly project: ProjectModel;
}

/**
 * How an output is made.
 * - `whole`: the value at `path`, as it is.
 * - `object`: a key for each entry. `rows`: an array, each item projected. `first`: likewise of the first item alone.
 * - `sentence`: text with `{argument}` holes.
 */
export type ProjectModel =
  | { readonly kind: "whole"; readonly path: readonly string[] }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: ProjectModel }[];
    }
  /** `some`: those rows whose item is not undefined. */
  | {
      readonly kind: "rows";
      readonly path: readonly string[];
      readonly item: ProjectModel;
      readonly some?: true;
    }
  | { readonly kind: "first"; readonly path: readonly string[]; readonly item: ProjectModel }
  | { readonly kind: "sentence"; readonly texts: readonly (string | { readonly argument: string })[] }
  | { readonly kind: "link"; readonly page: readonly (string | { readonly argument: string })[] }
  /** What a function of `specs/functions/<noun>.ts` makes of a projection. */
  | {
      readonly kind: "made";
      readonly of: ProjectModel;
      readonly by: MakerModel;
      readonly gives: OpenSchema;
    }
  | { readonly kind: "constant"; readonly value: Json };

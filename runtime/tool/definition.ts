import type { Context } from "./context.ts";
import type { Host, HostPart } from "./host.ts";
import type { ArgumentParser } from "./issue.ts";
import type { ExcerptWish } from "../http-client/excerpt.ts";
import type { Brief } from "../json/brief-rows.ts";
import type { ObjectSchema } from "../json/schema.ts";
import type { PerLine } from "../per-line.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Answer, StreamOptions } from "../http-client/answer.ts";
import type { ViewMeta, ViewPage } from "../view.ts";
import type { Whereabouts } from "./whereabouts.ts";

/**
 * What a call can do at its worst: `read` changes nothing, `write` can be taken back, `destructive` cannot. From it
 * come the MCP hints, the read-only mode, the confirmation rule and the retry rule.
 */
export type Effect = "read" | "write" | "destructive";

/** What clients are told of a tool: plain data, which is sent to them as it is. */
export interface Told {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** One flat object; of a tool with actions the union of their arguments. */
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  /** Where the page is that shows its results. */
  readonly _meta?: ViewMeta;
}

/** What a tool does. */
export interface Tool {
  readonly name: string;
  readonly toolset: string;
  /** It is made of what one instance has, and goes to that alone. */
  readonly made?: true;
  /** Former names, which keep working and are not listed. */
  readonly aliases?: readonly string[];
  /** Arguments whose text may be long, such as a YAML or a file; not sent to clients. */
  readonly longTexts?: readonly string[];
  /** Another name of an argument -> its name. Not sent to clients. */
  readonly argumentAliases?: Readonly<Record<string, string>>;
  /** Argument -> the argument that it may hold too, before a slash: `company.team/get_data`. Not sent to clients. */
  readonly within?: Readonly<Record<string, string>>;
  /** The page that shows its results to people, loaded when it is read. Not sent to clients. */
  readonly view?: () => Promise<ViewPage>;
  /** Loads what it does; until then nothing of its behaviour is there but what a list needs. Absent: all is there. */
  readonly code?: () => Promise<void>;
  readonly behaviour: Behaviour | Choice;
}

/** One MCP tool: the one shape the server knows. */
export interface ToolDefinition extends Told, Tool {}

/** One tool, several behaviours: the agent's argument `by` picks. */
export interface Choice {
  readonly by: string;
  readonly default?: string;
  readonly actions: Readonly<Record<string, Behaviour>>;
  /** Of a tool whose operator does not allow all of it: what was taken away. */
  readonly hidden?: HiddenActions;
}

/** Actions that exist and may not be used. */
export interface HiddenActions {
  readonly actions: readonly string[];
  /** Arguments of the whole tool. */
  readonly arguments: readonly string[];
  /** The variable that hides them, or whatever else does. */
  readonly by: string;
  /** Of some of them, why, in a sentence without its end. */
  readonly reasons?: Readonly<Record<string, string>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of operations mixes their types
export type AnyOperation = Operation<any, any>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of behaviours mixes their types
export type Behaviour = AnyOperation | Composite<any, any, any>;

/** Where a behaviour can be used, and what it can do there. */
export interface Availability {
  readonly effect: Effect;
  /** Whether doing it twice is the same as once; follows the HTTP method. */
  readonly idempotent: boolean;
  /** The release lines whose contract has every request of it; absent where that is all of them. */
  readonly lines?: readonly string[];
  /** Present where only one edition answers. */
  readonly edition?: "ee";
  /** What it uses besides Kestra: it cannot be used where the server has no such thing. */
  readonly uses?: readonly HostPart[];
  /** The services besides Kestra that it asks; absent: none. */
  readonly services?: readonly string[];
  /** The template of the addresses of what it names under `uri`, which clients may read as resources of MCP. */
  readonly links?: string;
  /** What tells which namespaces a call of it is about; absent: nothing, as with `tenant`. */
  readonly where?: Whereabouts;
  /** Nothing in its output is of others: sentences of ours, and numbers. */
  readonly ours?: true;
  /** The names of its arguments, where they are known before its schema is there. */
  readonly takes?: readonly string[];
}

/** One request to Kestra, and what becomes of its answer. */
export interface Operation<Input, Output> extends Availability {
  /** The arguments; made on first use. Strict: an unknown argument is refused. */
  readonly input: () => ArgumentParser<Input>;
  readonly request: (input: Input, at: RequestContext) => RequestPlan;
  /**
   * Other routes of its method, such as `/api/v1/{tenant}/executions/by-query`, that its request would be sent to, were an
   * argument in the path one of their words; a map where lines differ.
   */
  readonly siblings?: readonly string[] | PerLine<readonly string[]>;
  /** How an answer of 2xx is read; a map where lines answer differently. */
  readonly read: Read<Input, Output> | PerLine<Read<Input, Output>>;
  /** A status that is an answer, not an error. */
  readonly on?: Readonly<Record<number, Read<Input, Output>>>;
  /** Status -> what the agent should do about it. */
  readonly advice?: Readonly<Record<number, string>> | PerLine<Readonly<Record<number, string>>>;
  readonly limit?: Limit;
  readonly brief?: Brief;
  readonly pages?: Pages;
  /** Where the labels of what it starts stand; absent: it starts nothing that has some. */
  readonly labels?: StartedLabels;
  /** Its request may take as long as the call has left. */
  readonly slow?: true;
  /** Its answer is an event stream. */
  readonly streams?: true;
  /** Its answer may be large: then only the part that the result shows, from `limit.offset` on, is kept. */
  readonly excerpt?: ExcerptWish["of"];
  /** The key whose array alone is the text of the result; `structuredContent` keeps the object. */
  readonly bare?: string;
}

/** The argument that holds the labels of what a request starts: an object, or a list of `{ key, value }`. */
export interface StartedLabels {
  readonly argument: string;
  readonly form: "map" | "list";
}

/** What is sent, but for its service and its method, which are the operation's own. */
export type Request = Omit<RequestPlan, "service" | "method">;

/** What a request is made from besides the arguments. */
export interface RequestContext {
  readonly line: string;
  /** A new random UUID at each call. */
  readonly uuid: () => string;
  /** What everything has that the request starts, besides what its arguments say; absent: nothing. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** What is sent in place of a request; absent: the request. */
  readonly narrowed?: ((plan: RequestPlan) => RequestPlan) | undefined;
}

/**
 * Reads an answer. @throws ContractError where it is not what its contract says, naming the place.
 * @param ui of the context, for links
 */
export type Read<Input, Output> = (answer: Answer, input: Input, ui?: string) => Output;

/** How an answer is bounded: cut by rows or lines, never inside JSON. */
export interface Limit {
  /** The key of the array that is cut. */
  readonly rows?: string;
  /** The key of the text that is cut at the end of a line. */
  readonly text?: string;
  /** The argument that skips rows (or characters of a text): how to get the rest. */
  readonly offset?: string;
  /** What the agent should do to get the rest, where there is no `offset`. */
  readonly rest?: string;
}

/** A search that is read page by page until a page is not full. */
export interface Pages {
  /** The key of the output's array; pages are joined there. */
  readonly rows: string;
  /** Pages at most; then the result says that there is more. */
  readonly most: number;
}

/** Several requests, joined by a hand-written function that reaches Kestra through them alone. */
export interface Composite<Input, Output, Kestra> extends Availability {
  readonly input: () => ArgumentParser<Input>;
  readonly calls: Operations;
  readonly steps: (input: Input, kestra: Kestra, context: StepContext & Host) => Promise<Output>;
  /**
   * It answers where no Kestra does, too: its steps are then told the newest line, and each of its calls to Kestra fails at
   * once by the KestraError that says why. It waits once, for seconds, to know that.
   */
  readonly offline?: true;
  readonly limit?: Limit;
  readonly brief?: Brief;
  readonly bare?: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each has its own types, kept by `Calls`
export type Operations = Readonly<Record<string, Operation<any, any>>>;

/** The function that completes what is written of a composite, such as `{ input, calls }`. */
export type Steps<
  Written extends {
    readonly input: () => Typed;
    readonly calls: Operations;
    readonly uses?: readonly HostPart[];
    readonly brief?: Brief;
  },
  Output,
> = (
  input: GivenTo<Written, ReturnType<Written["input"]>["_zod"]["output"]>,
  kestra: Calls<Written["calls"]>,
  context: StepContext & Pick<Host, PartsOf<Written>>,
) => Promise<Output>;

/** Who tells rows briefly is asked for all of them by `full`, which steps need not know. */
type GivenTo<Written, Input> = Written extends { readonly brief: Brief } ? Omit<Input, "full"> : Input;

type PartsOf<Written> = Written extends { readonly uses: readonly (infer Named extends HostPart)[] }
  ? Named
  : never;

/** What steps may know of the call they run in. */
export type StepContext = Pick<
  Context,
  | "instance"
  | "now"
  | "uuid"
  | "sleep"
  | "progress"
  | "isWatched"
  | "signal"
  | "deadline"
  | "mask"
  | "isWhole"
  | "labels"
  | "isTold"
> & {
  /** How many of the first rows an answer has room for, as they are told. */
  readonly fitting: (rows: readonly object[]) => number;
};

/** How steps want an answer read. */
export interface Reading extends Pick<StreamOptions, "enough" | "idle" | "onEvents"> {
  /** Called where the answer was too large, so that only the part that the result shows was kept of it. */
  readonly onPart?: () => void;
}

/** A schema of zod, as far as its type goes: what it takes, before defaults are filled in and after. */
interface Typed {
  readonly _zod: { readonly input: unknown; readonly output: unknown };
}

/** The functions that steps get: one for each call, its defaults optional. */
export type Calls<T> = {
  readonly [K in keyof T]: T[K] extends {
    readonly input: () => infer Schema extends Typed;
    readonly read: infer Reads;
  }
    ? (input: Schema["_zod"]["input"], reading?: Reading) => Promise<OutputOf<Reads>>
    : never;
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the input does not matter here
type OutputOf<Reads> = Reads extends (...given: any[]) => infer Output
  ? Output
  : Reads extends PerLine<(...given: never[]) => infer Output>
    ? Output
    : never;

/** True for a tool whose argument picks one of several actions. */
export function isChoice(behaviour: Behaviour | Choice): behaviour is Choice {
  return "actions" in behaviour;
}

/** True for a behaviour with hand-written steps. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as in `Behaviour`
export function isComposite(behaviour: Behaviour): behaviour is Composite<any, any, any> {
  return "steps" in behaviour;
}

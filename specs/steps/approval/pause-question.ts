import { isObject } from "../../../runtime/json.ts";
import { taskNamed, type FlowBlocks, type FlowTask } from "../flow/flow-tasks.ts";
import { dateAfter, millisecondsOf } from "../../functions/iso-duration.ts";

/** Characters of a text of the flow that are shown at most. */
const longest = 1000;

/** An input that a pause asks for, as the flow declares it. */
export interface AskedInput {
  readonly id: string;
  readonly type: string;
  /** False where it may be left out, with or without a default. */
  readonly required: boolean;
  readonly defaults?: unknown;
  readonly values?: readonly unknown[];
  readonly displayName?: string;
  readonly description?: string;
}

/** What a pause asks, and what becomes of it where nobody answers. */
export interface Question {
  /** The description of the task, as it is written: an expression in it is not computed. */
  readonly question?: string;
  readonly inputs: readonly AskedInput[];
  /** When Kestra goes on by itself; absent where it never does, and where only Kestra can compute it. */
  readonly timeoutAt?: string;
  readonly atTimeout: string;
}

/** What becomes of a pause whose `pauseDuration` has passed, by its `behavior`. */
const behaviours: ReadonlyMap<string, string> = new Map([
  ["RESUME", "The flow goes on, as if resumed without inputs."],
  ["WARN", "The task ends with WARNING, and the flow goes on."],
  ["FAIL", "The task fails."],
  ["CANCEL", "The execution is cancelled."],
]);

/**
 * What the pause of a task asks.
 * @param flow of the revision that runs
 * @param since when the task run began to wait
 */
export function pauseQuestion(flow: FlowBlocks, taskId: string, since: string | undefined): Question {
  const task = taskNamed(flow, taskId);
  if (task === undefined) return { inputs: [], atTimeout: "The flow does not tell: it has no such task." };
  const question = shown(task["description"]);
  return {
    ...(question === undefined ? {} : { question }),
    inputs: askedInputs(task["onResume"]),
    ...timeout(task, since),
  };
}

/** The inputs of `onResume`; one without an id and a type is none. */
export function askedInputs(onResume: unknown): readonly AskedInput[] {
  if (!Array.isArray(onResume)) return [];
  return onResume.flatMap((input: unknown) => {
    if (!isObject(input) || typeof input["id"] !== "string" || typeof input["type"] !== "string") return [];
    const { id, type, defaults, values } = input;
    const [displayName, description] = [shown(input["displayName"]), shown(input["description"])];
    const isSecret = type === "SECRET";
    return [
      {
        id,
        type,
        required: input["required"] !== false && defaults === undefined,
        ...(defaults === undefined || isSecret ? {} : { defaults }),
        ...(Array.isArray(values) ? { values } : {}),
        ...(displayName === undefined ? {} : { displayName }),
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
}

/** Kestra takes `pauseDuration` where it is there, else `timeout`, after which the task fails. */
function timeout(task: FlowTask, since: string | undefined): Pick<Question, "timeoutAt" | "atTimeout"> {
  const [pause, plain] = [shown(task["pauseDuration"] ?? task["delay"]), shown(task["timeout"])];
  const duration = pause ?? plain;
  if (duration === undefined) return { atTimeout: "It waits until somebody answers." };
  const behaviour = pause === undefined ? "FAIL" : (shown(task["behavior"]) ?? "RESUME");
  const then = behaviours.get(behaviour) ?? `What \`${behaviour}\` comes to.`;
  const timeoutAt = dateAfter(since, millisecondsOf(duration));
  return timeoutAt === undefined
    ? { atTimeout: `After ${duration}: ${then}` }
    : { timeoutAt, atTimeout: then };
}

/** A text that is not empty, of bounded length; undefined for anything else. */
function shown(value: unknown): string | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const text = value.trim();
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

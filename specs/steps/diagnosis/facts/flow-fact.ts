import { isObject } from "../../../../runtime/json.ts";
import { listOf, textOf, textsAt, textsOf, type Raw } from "./fields.ts";

/** Which workers run a task: a group's key (1.x), or the tags of a queue (2.0). */
export interface Selection {
  readonly group?: string;
  readonly tags?: readonly string[];
  readonly match?: string;
  readonly fallback?: string;
}

/** A task wherever it stands in its flow. */
export interface TaskFact {
  readonly id: string;
  readonly type: string;
  /** `tasks`, or the block that runs after a failure or at the end. */
  readonly block: "tasks" | "errors" | "finally" | "afterExecution";
  readonly raw: Raw;
}

export interface Limit {
  readonly limit: number;
  readonly behavior: string;
}

/** A limit of executions in a time. */
export interface Quota extends Limit {
  readonly duration: string;
}

/** What of a flow decides whether and how it runs. */
export interface FlowFact {
  readonly namespace: string;
  readonly id: string;
  readonly revision?: number;
  readonly disabled: boolean;
  readonly deleted: boolean;
  readonly draft: boolean;
  readonly concurrency?: Limit;
  readonly quotas: readonly Quota[];
  readonly tasks: readonly TaskFact[];
  readonly triggers: readonly Raw[];
  readonly sla: readonly Raw[];
  readonly selection?: Selection;
}

/** A flow as Kestra gives it, source aside; undefined where it is none. */
export function flowFact(raw: unknown): FlowFact | undefined {
  if (!isObject(raw) || typeof raw.id !== "string" || typeof raw.namespace !== "string") return undefined;
  return flowNamed(raw.namespace, raw.id, raw);
}

/** A flow of which its name is known before. */
export function flowNamed(namespace: string, id: string, raw: Raw): FlowFact {
  const concurrency = limitOf(raw.concurrency);
  const selection = selectionOf(raw);
  return {
    namespace,
    id,
    ...(typeof raw.revision === "number" ? { revision: raw.revision } : {}),
    disabled: raw.disabled === true,
    deleted: raw.deleted === true,
    draft: raw.draft === true,
    ...(concurrency === undefined ? {} : { concurrency }),
    quotas: quotasOf(raw.quotas),
    tasks: blocks.flatMap((block) => tasksIn(raw[block], block)),
    triggers: listOf(raw.triggers),
    sla: listOf(raw.sla),
    ...(selection === undefined ? {} : { selection }),
  };
}

/** `concurrency` of a flow or, from 2.0 on, of a namespace. */
export function limitOf(raw: unknown): Limit | undefined {
  if (!isObject(raw) || typeof raw.limit !== "number") return undefined;
  return { limit: raw.limit, behavior: typeof raw.behavior === "string" ? raw.behavior : "QUEUE" };
}

/** `quotas` of a flow or a namespace. */
export function quotasOf(raw: unknown): readonly Quota[] {
  return listOf(raw).flatMap((quota) => {
    const limit = limitOf(quota);
    return limit === undefined || typeof quota.duration !== "string"
      ? []
      : [{ ...limit, duration: quota.duration }];
  });
}

/** `workerGroup` or `workerSelector` of a task, a trigger, a flow. */
export function selectionOf(raw: Raw): Selection | undefined {
  const { workerGroup, workerSelector } = raw;
  if (isObject(workerGroup) && typeof workerGroup.key === "string")
    return { group: workerGroup.key, ...textsAt(workerGroup, ["fallback"]) };
  if (isObject(workerSelector) && Array.isArray(workerSelector.tags))
    return {
      tags: textsOf(workerSelector.tags),
      ...textsAt(workerSelector, ["match", "fallback"]),
    };
  return undefined;
}

/** The task of a flow with this id. */
export function taskOf(flow: FlowFact | undefined, id: string): TaskFact | undefined {
  return flow?.tasks.find((task) => task.id === id);
}

/** The last word of a type: `Pause` of `io.kestra.plugin.core.flow.Pause`. */
export function lastWord(type: unknown): string {
  return textOf(type).split(".").at(-1) ?? "";
}

const blocks = ["tasks", "errors", "finally", "afterExecution"] as const;

/** Tasks in each other, at any depth: whatever has an id and the name of a class as its type. */
function tasksIn(raw: unknown, block: TaskFact["block"]): readonly TaskFact[] {
  const found: TaskFact[] = [];
  const left: { value: unknown; block: TaskFact["block"] }[] = [{ value: raw, block }];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const { value, block: within } = next;
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) left.push({ value: item, block: within });
    } else if (isObject(value)) {
      if (typeof value.id === "string" && typeof value.type === "string" && value.type.includes("."))
        found.push({ id: value.id, type: value.type, block: within, raw: value });
      for (const [key, item] of Object.entries(value))
        left.push({ value: item, block: key === "errors" || key === "finally" ? key : within });
    }
  }
  return found;
}

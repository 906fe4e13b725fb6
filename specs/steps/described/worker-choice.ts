import { isObject } from "../../../runtime/json.ts";

/** Which workers run the flow, a task or a trigger of it. */
export interface WorkerChoice {
  /** `flow`, or the id of the task or trigger. */
  readonly of: string;
  readonly workerGroup?: unknown;
  readonly workerSelector?: unknown;
}

/** Where Kestra is told which workers to take: `workerGroup` up to 1.3, `workerSelector` from 2.0 on. */
export function workerChoices(of: object): readonly WorkerChoice[] {
  const flow = Object.fromEntries(Object.entries(of)) as Readonly<Record<string, unknown>>;
  const parts = ["tasks", "errors", "finally", "afterExecution", "triggers"].map((name) => flow[name]);
  return [...choiceOf(flow, "flow"), ...parts.flatMap(choicesIn)];
}

function choicesIn(value: unknown): readonly WorkerChoice[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap(choicesIn);
  if (!isObject(value)) return [];
  const own = typeof value.id === "string" && typeof value.type === "string" ? choiceOf(value, value.id) : [];
  return [...own, ...Object.values(value).flatMap(choicesIn)];
}

function choiceOf(
  { workerGroup, workerSelector }: Readonly<Record<string, unknown>>,
  of: string,
): readonly WorkerChoice[] {
  if (!isObject(workerGroup) && !isObject(workerSelector)) return [];
  return [
    {
      of,
      ...(isObject(workerGroup) ? { workerGroup } : {}),
      ...(isObject(workerSelector) ? { workerSelector } : {}),
    },
  ];
}

import { say, type Said } from "../../../runtime/text/said.ts";
import type { Cause } from "./cause.ts";
import { listOf, optionalText, textOf, textsOf, type Raw } from "./facts/fields.ts";
import type { TaskFact } from "./facts/flow-fact.ts";

/** How a count is compared. */
type Comparison = ">=" | ">" | "<=" | "<" | "==" | "!=";

/** One number that a task asks for: executions of a flow, or of a namespace. */
interface CountedOf {
  readonly namespace: string;
  readonly flowId?: string | undefined;
}

/** A task that counts executions, and goes on with those counts that fit its expression. */
export interface CountTask {
  readonly taskId: string;
  /** As the flow has it, such as `{{ count >= 3 }}`. */
  readonly expression: string;
  /** What the expression asks; undefined where only Kestra can tell. */
  readonly asked?: { readonly comparison: Comparison; readonly count: number } | undefined;
  readonly of: readonly CountedOf[];
  /** Any where empty. */
  readonly states: readonly string[];
  /** Whether each flow, namespace and state is named, and none by an expression. */
  readonly isNamed: boolean;
  /** From when on it counts, until now; undefined where only Kestra can tell, or it counts until another time. */
  readonly from?: string | undefined;
}

const compare: Readonly<Record<Comparison, (count: number, asked: number) => boolean>> = {
  ">=": (count, asked) => count >= asked,
  ">": (count, asked) => count > asked,
  "<=": (count, asked) => count <= asked,
  "<": (count, asked) => count < asked,
  "==": (count, asked) => count === asked,
  "!=": (count, asked) => count !== asked,
};

const words: Readonly<Record<Comparison, Said>> = {
  ">=": say`at least`,
  ">": say`more than`,
  "<=": say`at most`,
  "<": say`less than`,
  "==": say`exactly`,
  "!=": say`other than`,
};

/** The names of comparisons in the older expressions, such as `{{ gte count 3 }}`. */
const named: Readonly<Record<string, Comparison>> = {
  gte: ">=",
  gt: ">",
  lte: "<=",
  lt: "<",
  eq: "==",
  neq: "!=",
};

/** The tasks of a flow that count executions: `Count`, in 2.0 of another plugin, once `Counts`. */
export function countTasksOf(tasks: readonly TaskFact[], now: number): readonly CountTask[] {
  return tasks
    .filter(({ type, raw }) => /\.executions?\.Counts?$/.test(type) && raw.disabled !== true)
    .map(({ id, raw }) => {
      const expression = textOf(raw.expression);
      const isToNow =
        (raw.endDate ?? undefined) === undefined || dateOf(textOf(raw.endDate), now) === iso(now);
      const of = countedBy(raw);
      return {
        taskId: id,
        expression,
        asked: askedBy(expression),
        of,
        states: textsOf(raw.states),
        isNamed: of.every(isCalled) && [raw.states, raw.namespaces].every(isListOfNames),
        from: isToNow ? dateOf(textOf(raw.startDate), now) : undefined,
      };
    });
}

function askedBy(expression: string): CountTask["asked"] {
  const [, sign, right] = /^\{\{\s*count\s*(>=|<=|==|!=|>|<)\s*(\d+)\s*\}\}$/.exec(expression.trim()) ?? [];
  const [, word = "", last] = /^\{\{\s*(\w+)\s+count\s+(\d+)\s*\}\}$/.exec(expression.trim()) ?? [];
  const comparison = (sign as Comparison | undefined) ?? named[word];
  return comparison && { comparison, count: Number(right ?? last) };
}

/** The flows, each of them; where there are none, the namespaces, or in them the flow of a `flowId`. */
function countedBy(raw: Raw): readonly CountedOf[] {
  const flows = listOf(raw.flows).map(({ namespace, flowId }) => ({
    namespace: textOf(namespace),
    flowId: optionalText(flowId),
  }));
  if (flows.length > 0) return flows;
  return textsOf(raw.namespaces).map((namespace) => ({ namespace, flowId: optionalText(raw.flowId) }));
}

/** Without a namespace those of all would be counted, and by an expression as if it were a name none. */
function isCalled({ namespace, flowId = "" }: CountedOf): boolean {
  return namespace !== "" && !isExpression(namespace) && !isExpression(flowId);
}

/** Kestra also takes an expression, or JSON as text, in place of a list. */
function isListOfNames(value: unknown): boolean {
  return (value ?? undefined) === undefined || (Array.isArray(value) && !textsOf(value).some(isExpression));
}

function isExpression(text: string): boolean {
  return text.includes("{{");
}

/** Milliseconds of what `dateAdd` adds. */
const units: Readonly<Record<string, number>> = {
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  WEEKS: 604_800_000,
};

/** A date, or `{{ now() }}` with or without a `dateAdd`; undefined for other expressions. */
function dateOf(text: string, now: number): string | undefined {
  const [isNow, amount = "0", unit = "DAYS"] =
    /^\{\{\s*now\(\)\s*(?:\|\s*dateAdd\(\s*(-?\d+)\s*,\s*['"](\w+)['"]\s*\)\s*)?\}\}$/.exec(text.trim()) ??
    [];
  const at = isNow === undefined ? Date.parse(text) : now + Number(amount) * (units[unit] ?? NaN);
  return iso(at);
}

/** Undefined where no calendar goes so far. */
function iso(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A task that counts, with how many there are. */
export interface CountFacts {
  readonly namespace: string;
  readonly flowId: string;
  readonly task: CountTask;
  /** How many there are of each that is counted; undefined where it could not be looked up. */
  readonly seen: readonly (number | undefined)[];
}

/** A count for which a task of a flow waits: what is asked, and what happened. */
export function countCauses({ namespace, flowId, task, seen }: CountFacts): readonly Cause[] {
  const { asked, taskId, expression, from, of } = task;
  if (asked === undefined || from === undefined || of.length === 0) return [];
  const fits = compare[asked.comparison];
  // Where one is not known, or fits, nothing says that it is missing.
  if (seen.some((count) => count === undefined || fits(count, asked.count))) return [];
  const states = task.states.length === 0 ? "" : ` (${task.states.join(", ")})`;
  const nameOf = (it: CountedOf) =>
    `${it.flowId === undefined ? `namespace ${it.namespace}` : `${it.namespace}/${it.flowId}`}${states}`;
  const counts = of.map((it, index) => `${seen[index]} of ${nameOf(it)}`).join(", ");
  return [
    {
      cause: "count_not_met",
      object: `${namespace}/${flowId} task ${taskId}`,
      message: say`The task ${taskId} of ${namespace}/${flowId} asks for ${words[asked.comparison]} ${asked.count} executions, and since ${from} it counts ${counts}.`,
      // What its namespaces are to Kestra, with their children or without, no contract says.
      certainty: of.every((it) => it.flowId !== undefined) ? "certain" : "probable",
      limit: `expression ${expression}`,
      evidence: [
        ...of.map((it, index) => ({ field: "count", value: `${seen[index]} of ${nameOf(it)}` })),
        { field: "from", value: from, time: from },
      ],
    },
  ];
}

/** Why a count is not told, in words; undefined where it is. */
export function uncounted({ taskId, asked, from, expression, isNamed }: CountTask): string | undefined {
  if (asked === undefined)
    return `The task ${taskId} counts executions by ${expression || "no expression"}, which Kestra alone can render.`;
  if (from === undefined)
    return `The task ${taskId} counts executions of a time that Kestra alone can render.`;
  if (!isNamed)
    return `The task ${taskId} counts executions of flows, namespaces or states that Kestra alone can render.`;
  return undefined;
}

/** Why it is not told where there are more flows than requests. */
export function tooMany({ taskId, of }: CountTask): string {
  return `The task ${taskId} counts executions of ${of.length} flows or namespaces, more than were looked at.`;
}

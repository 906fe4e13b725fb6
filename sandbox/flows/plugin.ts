import type { Line } from "../line/line.ts";

/** A task or trigger type, as far as flows with it are checked. */
export interface Plugin {
  readonly type: string;
  /** Names that the type had in former releases, on the lines up to 1.3. */
  readonly formerly?: readonly string[];
  /** Other names that it goes by, on every line. */
  readonly aliases?: readonly string[];
  /** Its own properties, beside those that every task or trigger has. */
  readonly properties: readonly string[];
  readonly required?: readonly string[];
  /** What Kestra leaves out of a flow that it shows, because it is the default anyway. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Properties that Kestra keeps as one text: a value that is none is shown as JSON. */
  readonly texts?: readonly string[];
  readonly lines?: readonly Line[];
}

/** The types that flows may have: those of the core, and those of the plugins that an instance has besides. */
export interface KnownTypes {
  readonly tasks: readonly Plugin[];
  readonly triggers: readonly Plugin[];
}

const core = "io.kestra.plugin.core";
const until13: readonly Line[] = ["1.0", "1.3"];

export const tasks: readonly Plugin[] = [
  {
    type: `${core}.log.Log`,
    formerly: ["io.kestra.core.tasks.log.Log", "io.kestra.core.tasks.debugs.Echo"],
    properties: ["message", "level"],
    required: ["message"],
  },
  {
    type: `${core}.debug.Return`,
    formerly: ["io.kestra.core.tasks.debugs.Return"],
    properties: ["format"],
  },
  { type: `${core}.flow.Sleep`, properties: ["duration"], required: ["duration"] },
  {
    type: `${core}.flow.Pause`,
    formerly: ["io.kestra.core.tasks.flows.Pause"],
    properties: ["delay", "pauseDuration", "behavior", "onResume", "onPause", "tasks", "errors", "finally"],
  },
  {
    type: `${core}.flow.Subflow`,
    formerly: ["io.kestra.core.tasks.flows.Subflow", "io.kestra.core.tasks.flows.Flow"],
    properties: [
      "namespace",
      "flowId",
      "revision",
      "inputs",
      "labels",
      "wait",
      "transmitFailed",
      "inheritLabels",
      "outputs",
      "scheduleDate",
      "restartBehavior",
    ],
    required: ["flowId", "namespace"],
    defaults: { wait: true, transmitFailed: true },
  },
  {
    type: `${core}.flow.Sequential`,
    formerly: ["io.kestra.core.tasks.flows.Sequential"],
    properties: ["tasks", "errors", "finally"],
    required: ["tasks"],
  },
  {
    type: `${core}.flow.Parallel`,
    formerly: ["io.kestra.core.tasks.flows.Parallel"],
    properties: ["tasks", "concurrent", "errors", "finally"],
    required: ["tasks"],
  },
  { type: `${core}.flow.Dag`, properties: ["tasks", "concurrent", "errors", "finally"], required: ["tasks"] },
  {
    type: `${core}.flow.If`,
    formerly: ["io.kestra.core.tasks.flows.If"],
    properties: ["condition", "then", "else", "errors", "finally"],
    required: ["then"],
  },
  {
    type: `${core}.flow.Switch`,
    formerly: ["io.kestra.core.tasks.flows.Switch"],
    properties: ["value", "cases", "defaults", "errors", "finally"],
  },
  {
    type: `${core}.flow.ForEach`,
    properties: ["values", "concurrencyLimit", "tasks", "errors", "finally"],
    required: ["values", "tasks"],
    lines: until13,
  },
  {
    type: `${core}.flow.EachSequential`,
    formerly: ["io.kestra.core.tasks.flows.EachSequential"],
    properties: ["value", "tasks", "errors", "finally"],
    required: ["value", "tasks"],
    lines: until13,
  },
  {
    type: `${core}.flow.EachParallel`,
    formerly: ["io.kestra.core.tasks.flows.EachParallel"],
    properties: ["value", "concurrent", "tasks", "errors", "finally"],
    required: ["value", "tasks"],
    lines: until13,
  },
  {
    type: `${core}.flow.Loop`,
    properties: ["values", "concurrencyLimit", "tasks", "outputs", "errors", "finally", "transmitFailed"],
    required: ["tasks"],
    lines: ["2.0"],
  },
  {
    type: `${core}.flow.LoopUntil`,
    properties: ["condition", "checkFrequency", "failOnMaxReached", "tasks", "errors", "finally"],
    required: ["condition", "tasks"],
  },
  {
    type: `${core}.flow.AllowFailure`,
    formerly: ["io.kestra.core.tasks.flows.AllowFailure"],
    properties: ["tasks", "errors", "finally"],
    required: ["tasks"],
  },
  {
    type: `${core}.flow.WorkingDirectory`,
    properties: ["tasks", "inputFiles", "outputFiles", "namespaceFiles", "cache", "errors", "finally"],
    required: ["tasks"],
  },
  {
    type: `${core}.execution.Count`,
    formerly: ["io.kestra.core.tasks.executions.Counts"],
    properties: ["flows", "namespaces", "states", "startDate", "endDate", "expression"],
    required: ["startDate", "expression"],
    lines: until13,
  },
  {
    type: "io.kestra.plugin.kestra.executions.Count",
    properties: ["kestraUrl", "auth", "namespaces", "flowId", "states", "startDate", "endDate", "expression"],
    lines: ["2.0"],
  },
  { type: `${core}.execution.Fail`, properties: ["condition", "errorMessage"] },
  { type: `${core}.execution.Exit`, properties: ["state"] },
  { type: `${core}.execution.Assert`, properties: ["conditions", "errorMessage"], required: ["conditions"] },
  { type: `${core}.execution.Labels`, properties: ["labels"], required: ["labels"] },
  {
    type: `${core}.execution.SetVariables`,
    properties: ["variables", "overwrite"],
    required: ["variables"],
    defaults: { overwrite: true },
    texts: ["variables"],
  },
  {
    type: `${core}.execution.UnsetVariables`,
    properties: ["variables", "ignoreMissing"],
    required: ["variables"],
  },
  { type: `${core}.metric.Publish`, properties: ["metrics"], texts: ["metrics"] },
  { type: `${core}.output.OutputValues`, properties: ["values"], texts: ["values"] },
  { type: `${core}.storage.Write`, properties: ["content", "extension"], required: ["content"] },
  {
    type: `${core}.kv.Set`,
    properties: ["key", "value", "namespace", "kvDescription", "overwrite", "ttl", "kvType"],
    required: ["key", "value"],
  },
  { type: `${core}.kv.Get`, properties: ["key", "namespace", "errorOnMissing"], required: ["key"] },
  { type: `${core}.kv.Delete`, properties: ["key", "namespace", "errorOnMissing"], required: ["key"] },
];

export const triggers: readonly Plugin[] = [
  {
    type: `${core}.trigger.Schedule`,
    formerly: ["io.kestra.core.models.triggers.types.Schedule"],
    properties: [
      "cron",
      "timezone",
      "withSeconds",
      "inputs",
      "recoverMissedSchedules",
      "scheduleConditions",
      "lateMaximumDelay",
      "backfill",
    ],
    required: ["cron"],
    defaults: { timezone: "UTC" },
  },
  {
    type: `${core}.trigger.ScheduleOnDates`,
    properties: ["dates", "timezone", "inputs", "recoverMissedSchedules"],
    required: ["dates"],
    texts: ["dates"],
  },
  {
    type: `${core}.trigger.McpToolTrigger`,
    properties: ["title", "toolName", "toolDescription", "mcpServer", "annotations", "inputs"],
    required: ["title", "toolName"],
    lines: ["2.0"],
  },
  {
    type: `${core}.trigger.Webhook`,
    formerly: ["io.kestra.core.models.triggers.types.Webhook"],
    properties: ["key", "inputs", "wait", "returnOutputs", "responseContentType", "responseCode"],
    required: ["key"],
  },
  {
    type: `${core}.trigger.Flow`,
    formerly: ["io.kestra.core.models.triggers.types.Flow"],
    properties: ["inputs", "states", "preconditions"],
    lines: until13,
  },
  {
    type: `${core}.trigger.Flow`,
    properties: ["inputs", "states", "dependsOn", "window", "mode"],
    lines: ["2.0"],
  },
];

const shared = ["id", "type", "version", "description", "disabled", "logLevel", "logToFile"];

const of13 = ["assets", "pluginDefaultsRef"];

const ofTasks = [...shared, "retry", "timeout", "runIf", "allowFailure", "allowWarning", "taskCache"];

/** What every task may have. */
export const taskProperties: Readonly<Record<Line, readonly string[]>> = {
  "1.0": [...ofTasks, "workerGroup"],
  "1.3": [...ofTasks, ...of13, "workerGroup"],
  "2.0": [...ofTasks, "assets", "workerSelector"],
};

const sharedOfTriggers = [...shared, "labels", "stopAfter", "failOnTriggerError"];

/** What every trigger may have. */
export const triggerProperties: Readonly<Record<Line, readonly string[]>> = {
  "1.0": [...sharedOfTriggers, "conditions", "workerGroup", "minLogLevel"],
  "1.3": [...sharedOfTriggers, ...of13, "conditions", "workerGroup", "minLogLevel", "allowConcurrent"],
  "2.0": [...sharedOfTriggers, "assets", "when", "workerSelector", "allowConcurrent"],
};

const flowShared = [
  "id",
  "namespace",
  "revision",
  "description",
  "inputs",
  "outputs",
  "disabled",
  "deleted",
  "labels",
  "variables",
  "tasks",
  "errors",
  "finally",
  "afterExecution",
  "triggers",
  "pluginDefaults",
  "concurrency",
  "retry",
  "sla",
  "tenantId",
  "source",
  "updated",
];

/** What a flow may have. */
export const flowProperties: Readonly<Record<Line, readonly string[]>> = {
  "1.0": [...flowShared, "listeners", "taskDefaults", "workerGroup"],
  "1.3": [...flowShared, "listeners", "taskDefaults", "workerGroup", "checks"],
  "2.0": [...flowShared, "workerSelector", "checks", "quotas"],
};

/** The plugin of a type on a line; what it is called now, where the type is a former name. */
export function pluginOf(among: readonly Plugin[], type: string, line: Line): Plugin | undefined {
  return among.find(
    (plugin) =>
      (plugin.lines ?? [line]).includes(line) &&
      (plugin.type === type ||
        plugin.aliases?.includes(type) === true ||
        (line !== "2.0" && plugin.formerly?.includes(type) === true)),
  );
}

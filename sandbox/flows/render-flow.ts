import type { Line } from "../line/line.ts";
import { formatInstant } from "../values/duration.ts";
import type { Values } from "../values/values.ts";
import type { StoredFlow } from "./flow-store.ts";
import { pluginOf, tasks as taskPlugins, triggers as triggerPlugins, type Plugin } from "./plugin.ts";

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Labels come as a list or as a map, and are shown as a list. */
function labelsOf(labels: unknown): unknown {
  return isValues(labels)
    ? Object.entries(labels).map(([key, value]) => ({ key, value: String(value) }))
    : labels;
}

const choices = { isRadio: false, allowCustomValue: false, autoSelectFirst: false };

const inputDefaults: Readonly<Record<string, Values>> = {
  SELECT: choices,
  MULTISELECT: { allowCustomValue: false, autoSelectFirst: false, itemType: "STRING" },
};

function renderInput(input: Values): Values {
  return {
    required: true,
    ...inputDefaults[String(input["type"])],
    ...input,
    ...(typeof input["defaults"] === "object" || input["defaults"] === undefined
      ? {}
      : { defaults: textOf(input["defaults"]) }),
  };
}

function renderRetry(retry: unknown, line: Line): unknown {
  if (!isValues(retry)) return retry;
  // Up to 1.3 under its former name, too.
  const former =
    line === "2.0" || retry["maxAttempts"] === undefined ? {} : { maxAttempt: retry["maxAttempts"] };
  return { warningOnRetry: false, behavior: "RETRY_FAILED_TASK", ...former, ...retry };
}

function each(value: unknown, render: (item: Values) => unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => (isValues(item) ? render(item) : item)) : value;
}

const taskLists = new Set(["tasks", "then", "else", "defaults", "errors", "finally", "afterExecution"]);

function renderProperty(name: string, value: unknown, line: Line): unknown {
  if (taskLists.has(name)) return each(value, (task) => renderPlugin(task, taskPlugins, line));
  if (name === "onResume") return each(value, renderInput);
  if (name === "retry") return renderRetry(value, line);
  if (name === "cases" && isValues(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, tasks]) => [
        key,
        each(tasks, (task) => renderPlugin(task, taskPlugins, line)),
      ]),
    );
  }
  if (name === "checkFrequency" && isValues(value) && typeof value["maxIterations"] === "number") {
    return { ...value, maxIterations: String(value["maxIterations"]) };
  }
  return value;
}

/** A task or a trigger: without what is the default, nested ones likewise. */
function renderPlugin(task: Values, plugins: readonly Plugin[], line: Line): Values {
  // A task of a Dag stands in a frame.
  if (isValues(task["task"])) return { ...task, task: renderPlugin(task["task"], plugins, line) };
  const plugin = pluginOf(plugins, String(task["type"]), line);
  const defaults: Values = { disabled: false, ...plugin?.defaults };
  return Object.fromEntries(
    Object.entries(task)
      .filter(([name, value]) => value !== null && !(name in defaults && defaults[name] === value))
      .map(([name, value]) => {
        if (plugin?.texts?.includes(name) === true) return [name, textOf(value)];
        if (name === "labels" && plugin?.type.endsWith(".Subflow") === true) return [name, labelsOf(value)];
        return [name, renderProperty(name, value, line)];
      }),
  );
}

function renderChecks(checks: unknown, line: Line): unknown {
  return line === "2.0"
    ? each(checks, ({ condition, when, ...rest }) => ({ when: when ?? condition, ...rest }))
    : checks;
}

/** `id` and its kin as Kestra keeps them: always texts. */
function renderContent(flow: Values, line: Line): Values {
  const content = Object.entries(flow)
    .filter(
      ([name, value]) => value !== null && name !== "tenantId" && name !== "updated" && name !== "source",
    )
    .map(([name, value]): [string, unknown] => {
      if (name === "inputs") return [name, each(value, renderInput)];
      if (name === "labels") return [name, labelsOf(value)];
      if (name === "checks") return [name, renderChecks(value, line)];
      if (name === "triggers") return [name, each(value, (item) => renderPlugin(item, triggerPlugins, line))];
      return [name, renderProperty(name, value, line)];
    });
  return Object.fromEntries(content);
}

export interface FlowView {
  readonly source?: boolean;
  /** Kestra reads flows back with a list of triggers, even without any, and from 1.3 on with their date. */
  readonly read?: boolean;
}

/** A revision of a flow as the line answers it. */
export function renderFlow(
  { flow, source, updated, deleted }: StoredFlow,
  line: Line,
  { source: withSource = false, read = false }: FlowView,
): Values {
  const content = renderContent({ ...flow }, line);
  return {
    ...content,
    disabled: flow.disabled ?? false,
    deleted,
    ...(read && line !== "1.0" && !deleted ? { updated: formatInstant(updated) } : {}),
    ...(read ? { triggers: content["triggers"] ?? [] } : {}),
    ...(withSource ? { source } : {}),
  };
}

/** One trigger as it is shown by itself. */
export function renderTrigger(trigger: Values, line: Line): Values {
  return renderPlugin(trigger, triggerPlugins, line);
}

/** One task as it is shown by itself. */
export function renderTask(task: Values, line: Line): Values {
  return renderPlugin(task, taskPlugins, line);
}

import type { Values } from "../values/values.ts";

/** What a type of the core is told with: a title, and where one sentence is not enough a description. */
export type Words = readonly [title: string, description?: string];

/** By the name below `io.kestra.plugin.core`. */
export const words: Readonly<Record<string, Words>> = {
  "log.Log": [
    "Write lines to the log of an execution.",
    "Renders `message` and writes it at the given `level`.",
  ],
  "debug.Return": ["Return a rendered text as an output.", "Helps to look at what an expression becomes."],
  "flow.Sleep": ["Wait for some time."],
  "flow.Pause": ["Hold an execution until someone resumes it.", "It can ask for inputs when it is resumed."],
  "flow.Subflow": ["Start another flow.", "Waits for its end where `wait` is true, and passes inputs on."],
  "flow.Sequential": ["Run tasks one after the other."],
  "flow.Parallel": ["Run tasks side by side."],
  "flow.Dag": ["Run tasks in the order that their dependencies ask for."],
  "flow.If": ["Run tasks only where a condition is true."],
  "flow.Switch": ["Choose the tasks to run by a value."],
  "flow.ForEach": ["Run tasks once for each value of a list."],
  "flow.EachSequential": ["Run tasks for each value, one value after the other."],
  "flow.EachParallel": ["Run tasks for each value, values side by side."],
  "flow.Loop": ["Run tasks once for each value, or until a condition holds."],
  "flow.LoopUntil": ["Run tasks again until a condition is true."],
  "flow.AllowFailure": ["Go on although a task among these fails."],
  "flow.WorkingDirectory": ["Run tasks that share one folder of files."],
  "execution.Fail": ["Fail the execution on purpose."],
  "execution.Exit": ["End the execution in a given state."],
  "execution.Assert": ["Fail unless all conditions hold."],
  "execution.Labels": ["Add labels to the running execution."],
  "execution.SetVariables": ["Set variables of the running execution."],
  "execution.UnsetVariables": ["Remove variables of the running execution."],
  "metric.Publish": ["Publish metrics of an execution."],
  "output.OutputValues": ["Return several values as outputs."],
  "storage.Write": ["Write a text to a file of the internal storage."],
  "kv.Set": [
    "Store a value under a key.",
    "The key-value store of a namespace keeps it, with an optional `ttl`.",
  ],
  "kv.Get": ["Read the value of a key."],
  "kv.Delete": ["Remove a key."],
  "trigger.Schedule": ["Start a flow at fixed times.", "A cron expression with five parts says when."],
  "trigger.ScheduleOnDates": ["Start a flow on listed dates."],
  "trigger.McpToolTrigger": ["Offer a flow as a tool of an MCP server."],
  "trigger.Webhook": ["Start a flow by a request to a URL.", "Whoever knows the `key` may start it."],
  "trigger.Flow": ["Start a flow when other flows have ended."],
  "runner.Process": ["Run commands as processes of the worker."],
};

const text: Values = { type: "string", $dynamic: true };
const flag = (preset: boolean): Values => ({ type: "boolean", default: preset, $dynamic: false });
const tasks: Values = { type: "array", items: { $ref: "#/$defs/io.kestra.core.models.tasks.Task" } };

/** The schemas of properties whose type is not just a text, by their names. */
export const propertySchemas: Readonly<Record<string, Values>> = {
  message: {
    title: "One line, or several.",
    $dynamic: true,
    anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
  },
  level: {
    ...text,
    title: "How important the lines are.",
    enum: ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"],
    default: "INFO",
  },
  format: { ...text, title: "The text to render." },
  duration: { type: "string", format: "duration", title: "How long, such as PT30S." },
  tasks,
  then: tasks,
  else: tasks,
  errors: tasks,
  finally: tasks,
  wait: { ...flag(true), title: "Whether to wait for its end." },
  transmitFailed: flag(true),
  overwrite: flag(true),
  concurrent: { type: "integer", default: 0, title: "How many at once; 0 means all." },
  concurrencyLimit: { type: "integer", default: 1, title: "How many at once; 0 means all." },
  revision: { type: "integer" },
  inputs: { type: "object", title: "Inputs to give." },
  labels: { type: "object", title: "Labels to set." },
  variables: { type: "object" },
  cron: { ...text, title: "A cron expression, such as 0 9 * * 1-5." },
  key: { ...text, title: "The name under which it is found." },
  value: { ...text, title: "What is kept, or chosen by." },
};

/** What `tasks` refers to. */
export const taskDefinition: Readonly<Record<string, Values>> = {
  "io.kestra.core.models.tasks.Task": {
    type: "object",
    properties: { id: { type: "string", $required: true }, type: { type: "string", $required: true } },
    required: ["id", "type"],
  },
};

/** Outputs of the types that the sandbox runs. */
export const outputSchemas: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  "debug.Return": { value: { type: "string", title: "The rendered text." } },
  "storage.Write": { uri: { type: "string", format: "uri", title: "Where the file is." } },
  "kv.Get": { value: { title: "What is kept under the key." } },
};

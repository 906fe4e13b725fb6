import type { Line } from "../line/line.ts";
import { tasksUnder, type TaskSpec } from "../executions/flow.ts";
import type { Values } from "../values/values.ts";
import { kindOfTrigger } from "./trigger-spec.ts";
import { inputTypes } from "./input-type.ts";
import { flowProperties, pluginOf, taskProperties, triggerProperties, type KnownTypes } from "./plugin.ts";
import type { Constraint, Violations } from "./violation.ts";

/** A task or a trigger and where it stands. */
interface Placed {
  readonly task: Values;
  readonly kind: keyof KnownTypes;
  readonly shared: Readonly<Record<Line, readonly string[]>>;
  /** As Jackson writes it: `io.kestra.core.models.flows.FlowWithSource["tasks"]->java.util.ArrayList[0]`. */
  readonly chain: string;
  /** `tasks[0]` */
  readonly path: string;
}

const flowClass = "io.kestra.core.models.flows.FlowWithSource";
const lists = ["tasks", "then", "else", "defaults", "errors", "finally", "afterExecution", "onPause"];

/** Tasks of a Dag wrap their own. */
function unwrapped(item: unknown): Values | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { task } = item as { task?: unknown };
  return typeof task === "object" && task !== null ? (task as Values) : (item as Values);
}

function listIn(holder: Values, key: string): readonly unknown[] {
  const value = holder[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function placedIn(holder: Values, key: string, chain: string, path: string): readonly Placed[] {
  return listIn(holder, key).flatMap((item, index): readonly Placed[] => {
    const task = unwrapped(item);
    if (task === undefined) return [];
    const place = `${path}${key}[${index}]`;
    const here: Placed = {
      task,
      kind: "tasks",
      shared: taskProperties,
      chain: `${chain}["${key}"]->java.util.ArrayList[${index}]`,
      path: place,
    };
    const type = typeof task["type"] === "string" ? task["type"] : "";
    return [here, ...nestedIn(task, `${here.chain}->${type}`, `${place}.`)];
  });
}

function nestedIn(task: Values, chain: string, path: string): readonly Placed[] {
  const cases = task["cases"];
  const inCases =
    typeof cases === "object" && cases !== null
      ? Object.keys(cases).flatMap((name) =>
          placedIn(cases as Values, name, `${chain}["cases"]->java.util.LinkedHashMap`, `${path}cases.`),
        )
      : [];
  return [...lists.flatMap((key) => placedIn(task, key, chain, path)), ...inCases];
}

function everyPlace(flow: Values): readonly Placed[] {
  return [
    ...["tasks", "errors", "finally", "afterExecution"].flatMap((key) => placedIn(flow, key, flowClass, "")),
    ...placedIn(flow, "triggers", flowClass, "").map((placed) => ({
      ...placed,
      kind: "triggers" as const,
      shared: triggerProperties,
    })),
  ];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : String(value);
}

/** A property that the class of a map does not have, and what Kestra says of it. */
interface UnknownProperty {
  readonly holder: Values;
  readonly field: string;
  readonly violations: Violations;
}

function unknownProperty(
  values: Values,
  known: readonly string[],
  type: string,
  chain: string,
): UnknownProperty | undefined {
  const field = Object.keys(values).find((name) => !known.includes(name));
  if (field === undefined) return undefined;
  const names = known.map((name) => `"${name}"`).join(", ");
  const violations: Violations = {
    kind: "property",
    message: `Unrecognized field "${field}" (class ${type}), not marked as ignorable (${known.length} known properties: ${names})`,
    path: `${chain}${type}["${field}"]`,
  };
  return { holder: values, field, violations };
}

function wrongInput(flow: Values, line: Line): Violations | undefined {
  const wrong = listIn(flow, "inputs").findIndex((input) => {
    const type = (unwrapped(input) ?? {})["type"];
    return type !== undefined && !inputTypes(line).includes(textOf(type));
  });
  if (wrong < 0) return undefined;
  const { type } = listIn(flow, "inputs")[wrong] as { type: unknown };
  const path = `io.kestra.core.models.flows.GenericFlow["inputs"]->java.util.ArrayList[${wrong}]`;
  return { kind: "type", type: textOf(type), path };
}

/** What cannot be read into Kestra's classes at all. */
function unreadable(
  flow: Values,
  places: readonly Placed[],
  line: Line,
  types: KnownTypes,
): Violations | undefined {
  const own = unknownProperty(flow, flowProperties[line], flowClass, "");
  if (own !== undefined) return own.violations;
  const input = wrongInput(flow, line);
  if (input !== undefined) return input;
  for (const { task, kind, shared, chain } of places) {
    const type = textOf(task["type"] ?? "null");
    const plugin = pluginOf(types[kind], type, line);
    if (plugin === undefined) return { kind: "type", type, path: chain };
    const unknown = unknownProperty(task, [...shared[line], ...plugin.properties], plugin.type, `${chain}->`);
    if (unknown !== undefined) return unknown.violations;
  }
  return undefined;
}

/** What is known of a flow, as an update reads it up to 1.3: without a word about the rest. */
export function knownOf(flow: Values, line: Line, types: KnownTypes): Values {
  const copy = structuredClone(flow);
  const drop = (unknown: UnknownProperty | undefined): boolean =>
    unknown !== undefined && Reflect.deleteProperty(unknown.holder, unknown.field);
  while (drop(unknownProperty(copy, flowProperties[line], flowClass, "")));
  for (const { task, kind, shared } of everyPlace(copy)) {
    const plugin = pluginOf(types[kind], textOf(task["type"] ?? "null"), line);
    if (plugin === undefined) continue;
    while (drop(unknownProperty(task, [...shared[line], ...plugin.properties], plugin.type, "")));
  }
  return copy;
}

const reserved = [
  "pause",
  "resume",
  "force-run",
  "change-status",
  "kill",
  "executions",
  "search",
  "source",
  "disable",
  "enable",
];

function ofFlow(path: string, message: string): Constraint {
  return { path, place: path, message };
}

function matches(path: string, value: unknown, pattern: string): readonly Constraint[] {
  return value === undefined || value === null || new RegExp(`${pattern}$`).test(textOf(value))
    ? []
    : [ofFlow(path, `must match "${pattern}"`)];
}

function idConstraints({ id }: Values, line: Line): readonly Constraint[] {
  if (id === undefined || id === null)
    return [ofFlow("id", "must not be null"), ofFlow("id", "must not be blank")];
  const text = textOf(id);
  return [
    ...(text.length < 1 || text.length > 100 ? [ofFlow("id", "size must be between 1 and 100")] : []),
    ...matches("id", text, "^[a-zA-Z0-9][a-zA-Z0-9._-]*"),
    ...(line !== "2.0" && reserved.includes(text)
      ? [
          ofFlow(
            "",
            `Invalid Flow: Flow id is a reserved keyword: ${text}. List of reserved keywords: ${reserved.join(", ")}`,
          ),
        ]
      : []),
  ];
}

function duplicates(places: readonly Placed[]): readonly Constraint[] {
  const ids = places.filter(({ kind }) => kind === "tasks").map(({ task }) => textOf(task["id"]));
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.length === 0
    ? []
    : [ofFlow("", `Invalid Flow: Duplicate task id with name [${twice.join(", ")}]`)];
}

function requiredOf({ task, kind, path }: Placed, line: Line, types: KnownTypes): readonly Constraint[] {
  return (pluginOf(types[kind], textOf(task["type"]), line)?.required ?? [])
    .filter((name) => task[name] === undefined || task[name] === null)
    .map((name) => ({
      path: `${path}.${name}`,
      place: `${textOf(task["id"])}.${name}`,
      message: "must not be null",
    }));
}

/** What 2.0 has against a schedule that does not give what its flow cannot do without. */
function unscheduled(flow: Values, line: Line): readonly Constraint[] {
  if (line !== "2.0") return [];
  const required = (listIn(flow, "inputs") as readonly Values[])
    .filter((input) => input["required"] !== false && (input["defaults"] ?? undefined) === undefined)
    .map(({ id }) => textOf(id));
  return (listIn(flow, "triggers") as readonly TaskSpec[])
    .filter((trigger) => kindOfTrigger(trigger, line) === "Schedule")
    .flatMap((trigger) => {
      const given = Object.keys(trigger["inputs"] ?? {});
      const missing = required.filter((id) => !given.includes(id)).map((id) => `'${id}'`);
      const names = missing.join(", ");
      return missing.length === 0
        ? []
        : [
            ofFlow(
              "",
              `Invalid Flow: Missing inputs for Schedule Trigger '${trigger.id}', missing inputs: ${names}`,
            ),
          ];
    });
}

function constraintsOf(
  flow: Values,
  places: readonly Placed[],
  line: Line,
  types: KnownTypes,
): readonly Constraint[] {
  const { namespace } = flow;
  return [
    ...idConstraints(flow, line),
    ...(namespace === undefined || namespace === null ? [ofFlow("namespace", "must not be null")] : []),
    ...matches("namespace", namespace, "^[a-z0-9][a-z0-9._-]*"),
    ...(listIn(flow, "tasks").length === 0 ? [ofFlow("tasks", "must not be empty")] : []),
    ...duplicates(places),
    ...unscheduled(flow, line),
    ...places.flatMap((placed) => requiredOf(placed, line, types)),
  ];
}

/** What Kestra has against a flow; undefined where it takes it. */
export function violationsOf(flow: Values, line: Line, types: KnownTypes): Violations | undefined {
  const places = everyPlace(flow);
  const unread = unreadable(flow, places, line, types);
  if (unread !== undefined) return unread;
  const constraints = constraintsOf(flow, places, line, types);
  return constraints.length === 0 ? undefined : { kind: "constraints", constraints };
}

/** What Kestra has against a single task: messages as `property: message`, each with its line end. */
export function taskFaults(task: Values, line: Line, types: KnownTypes): string {
  const placed: Placed = { task, kind: "tasks", shared: taskProperties, chain: "", path: "" };
  return requiredOf(placed, line, types)
    .map(({ path, message }) => `${path.slice(1)}: ${message}\n`)
    .join("");
}

/** `old name is replaced by new name`, for every type of a flow that has a new name. */
export function replacements(flow: Values, line: Line, types: KnownTypes): readonly string[] {
  return everyPlace(flow).flatMap(({ task, kind }) => {
    const type = textOf(task["type"]);
    const plugin = pluginOf(types[kind], type, line);
    return plugin === undefined || plugin.type === type ? [] : [`${type} is replaced by ${plugin.type}`];
  });
}

/** The task of this id, wherever it stands. */
export function taskIn(flow: Values, id: string): TaskSpec | undefined {
  return (
    everyPlace(flow)
      .filter(({ kind }) => kind === "tasks")
      .map(({ task }) => task as TaskSpec)
      .find((task) => task.id === id) ?? tasksUnder(flow, "listeners").find((task) => task.id === id)
  );
}

import type { Kestra } from "../kestra/kestra.ts";
import type { Blueprint } from "../enterprise/store.ts";
import { readFlow, saveFlow } from "../flows/flow-service.ts";
import { readValue } from "../kv/ion-value.ts";
import type { LogLine } from "../executions/execution.ts";
import type { SandboxPlugin } from "../plugins/plugin.ts";
import { plantExecution, type SeedExecution } from "./executions.ts";
import { plantInstance, type SeedInstance } from "./fleet.ts";
import { plantTrigger, type SeedTrigger } from "./triggers.ts";

/** A line that the evaluation of a trigger logged. */
export interface SeedLog extends LogLine {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  /** In milliseconds. */
  readonly age: number;
}

/** A custom blueprint, published now. */
export interface SeedBlueprint extends Omit<Blueprint, "tags" | "published"> {
  readonly tags?: readonly string[];
}

/** A key-value pair of a namespace. */
export interface SeedKey {
  readonly namespace: string;
  readonly key: string;
  /** In Ion, as Kestra takes it: a text in quotes. */
  readonly value: string;
  readonly description?: string;
}

/** A file of a namespace. */
export interface SeedFile {
  readonly namespace: string;
  /** From the root, as `/queries/orders.sql`. */
  readonly path: string;
  readonly text: string;
}

/** A state that a Kestra is put into directly, where requests would take too long or cannot reach it. */
export interface Seed {
  /** Beside what comes with Kestra. */
  readonly plugins?: readonly SandboxPlugin[];
  /** Of the Enterprise edition. */
  readonly blueprints?: readonly SeedBlueprint[];
  /** YAML; each is checked as one that is sent. */
  readonly flows?: readonly string[];
  readonly instance?: SeedInstance;
  readonly executions?: readonly SeedExecution[];
  readonly triggers?: readonly SeedTrigger[];
  readonly keys?: readonly SeedKey[];
  readonly files?: readonly SeedFile[];
  readonly logs?: readonly SeedLog[];
  /** True: no schedule is evaluated any more, so that what is due becomes late. */
  readonly schedulerDown?: boolean;
}

/**
 * Puts a Kestra into a state. Ages count from its clock; its flows are as old as it takes to find all of them. Throws a `Refusal` for a flow that Kestra would not take, and an `Error`
 * where a flow or a trigger is missing.
 * @returns the ids of the executions, in their order
 */
export function plant(
  kestra: Kestra,
  { plugins, blueprints, flows, instance, executions, triggers, keys, files, logs, schedulerDown }: Seed,
): readonly string[] {
  const { clock, lag } = kestra;
  const now = clock.now().getTime();
  const settled = now - Math.max(lag.executions, lag.triggers, lag.dependencies);
  const before = { ...kestra, clock: { ...clock, now: () => new Date(settled) } };
  if (plugins !== undefined) kestra.plugins.add(plugins);
  for (const { tags = [], ...blueprint } of blueprints ?? [])
    kestra.enterprise.blueprints.set(blueprint.id, { ...blueprint, tags, published: now });
  for (const source of flows ?? []) saveFlow(before, readFlow(source, kestra));
  kestra.settle();
  if (instance !== undefined) plantInstance(kestra, instance, now);
  if (schedulerDown !== undefined) kestra.scheduler.halted = schedulerDown;
  const ids = (executions ?? []).map((execution) => plantExecution(kestra, execution, now));
  for (const trigger of triggers ?? []) plantTrigger(kestra, trigger, now);
  for (const { namespace, key, value, ...more } of keys ?? [])
    kestra.kv.put(namespace, key, { value: readValue(value, kestra.line), ...more }, now);
  for (const { namespace, path, text } of files ?? []) kestra.files.write(namespace, path, Buffer.from(text));
  for (const { age, ...line } of logs ?? []) {
    kestra.engine.logs.add({ ...line, timestamp: now - age, thread: "scheduler" });
  }
  return ids;
}

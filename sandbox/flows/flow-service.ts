import { Refusal } from "../executions/refusal.ts";
import type { FlowSpec } from "../executions/flow.ts";
import type { Values } from "../values/values.ts";
import type { Clock } from "../values/clock.ts";
import type { Line } from "../line/line.ts";
import { knownOf, violationsOf } from "./check-flow.ts";
import type { FlowStore, StoredFlow } from "./flow-store.ts";
import type { KnownTypes } from "./plugin.ts";
import { readSource } from "./flow-source.ts";
import { refusalOf } from "./violation.ts";

/** What of a Kestra holds flows. */
interface Holder {
  readonly line: Line;
  readonly clock: Clock;
  readonly flows: FlowStore;
  readonly plugins: KnownTypes;
}

/** A flow that Kestra would take, and the source it came as. */
export interface ReadFlow {
  readonly flow: FlowSpec;
  readonly source: string;
}

/** YAML gives ids and namespaces as numbers and booleans too. */
function specOf(values: Values): FlowSpec {
  return {
    ...values,
    id: String(values["id"]),
    namespace: String(values["namespace"]),
  } as unknown as FlowSpec;
}

/** Reads a flow. Throws a `Refusal` for one that Kestra would not take. */
export function readFlow(source: string, kestra: Holder): ReadFlow {
  const { line } = kestra;
  const read = readSource(source, line);
  if (read.kind === "fault") throw refusalOf({ kind: "source", message: read.message }, line);
  return { flow: checked(read.values, kestra), source };
}

/** Reads the flow of an update: up to 1.3 a property that Kestra does not know is left out of what it runs. Throws a `Refusal`. */
export function readUpdate(source: string, kestra: Holder): ReadFlow {
  const { line } = kestra;
  const read = readSource(source, line);
  if (line === "2.0" || read.kind === "fault") return readFlow(source, kestra);
  return { flow: checked(knownOf(read.values, line, kestra.plugins), kestra), source };
}

/** Checks a flow. Throws a `Refusal` for one that Kestra would not take. */
export function checked(values: Values, { line, plugins }: Pick<Holder, "line" | "plugins">): FlowSpec {
  const violations = violationsOf(values, line, plugins);
  if (violations !== undefined) throw refusalOf(violations, line);
  return specOf(values);
}

function illegal(path: string, message: string): Refusal {
  return new Refusal(422, `Invalid entity: ${path}: ${message}`, [{ message, path }]);
}

function now({ clock }: Holder): number {
  return clock.now().getTime();
}

/** Stores a flow that is new. Throws a `Refusal` where there is one. */
export function createFlow(kestra: Holder, { flow, source }: ReadFlow): StoredFlow {
  if (kestra.flows.get(flow.namespace, flow.id) !== undefined) {
    throw illegal("flow.id", "Flow id already exists");
  }
  return kestra.flows.save(flow, source, now(kestra));
}

/** Stores a revision of a flow, unless nothing changed. */
export function updateFlow(
  kestra: Holder,
  stored: StoredFlow,
  { flow, source }: ReadFlow,
): { readonly stored: StoredFlow; readonly changed: boolean } {
  if (flow.id !== stored.flow.id) throw illegal("flow.id", "Illegal flow id update");
  if (flow.namespace !== stored.flow.namespace) throw illegal("flow.namespace", "Illegal namespace update");
  if (source === stored.source && flow.draft === stored.flow.draft) return { stored, changed: false };
  return { stored: kestra.flows.save(flow, source, now(kestra)), changed: true };
}

/** A flow as it was stored, and whether that made a revision. */
export interface SavedFlow {
  readonly stored: StoredFlow;
  readonly changed: boolean;
}

/** Stores a flow, new or not. */
export function saveFlow(kestra: Holder, read: ReadFlow): SavedFlow {
  const stored = kestra.flows.get(read.flow.namespace, read.flow.id);
  return stored === undefined
    ? { stored: createFlow(kestra, read), changed: true }
    : updateFlow(kestra, stored, read);
}

export function deleteFlow(kestra: Holder, { flow }: StoredFlow): void {
  kestra.flows.delete(flow.namespace, flow.id, now(kestra));
}

/** The flow of the path; a `Refusal` (404) where there is none. */
export function storedFlow(kestra: Holder, namespace = "", id = "", revision?: number): StoredFlow {
  const stored = kestra.flows.get(namespace, id, revision);
  if (stored === undefined || stored.deleted) throw new Refusal(404, "Not Found");
  return stored;
}

import { joined, say, type Said } from "../../../runtime/text/said.ts";
import type { Rule } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { placeOf, sinceOf } from "./facts/execution-fact.ts";
import {
  failureCauses,
  firstLine,
  killedCauses,
  type EndedFacts,
  type FailureFacts,
} from "./failure-causes.ts";
import { limitOf } from "./facts/flow-fact.ts";
import { queueCauses, refusedCauses, type LimitFacts } from "./limit-causes.ts";
import { quotaCausesOf, slaCauses, type QuotaCounter, type Spaces } from "./quota-causes.ts";
import { switchCauses, type SwitchFacts } from "./switch-causes.ts";
import { waitingCauses, type WaitingFacts } from "./waiting-causes.ts";
import { hasEnded } from "../execution/execution-state.ts";
import {
  deadWorkerCauses,
  idleCauses,
  workerCauses,
  type IdleFacts,
  type RunningFacts,
  type WorkerFacts,
} from "./worker-causes.ts";

/** All that is known of an execution. */
export interface ExecutionFacts
  extends
    WaitingFacts,
    FailureFacts,
    EndedFacts,
    RunningFacts,
    Omit<IdleFacts, "now" | "execution">,
    Omit<WorkerFacts, "now" | "execution">,
    Spaces,
    Pick<LimitFacts, "holders" | "holding" | "queued" | "counted"> {
  readonly switches: SwitchFacts;
  readonly counters: readonly QuotaCounter[];
  readonly unknown: readonly string[];
}

/** Everything that may be wrong with an execution. */
export const executionRules: readonly Rule<ExecutionFacts>[] = [
  switchesOf,
  failureCauses,
  ended,
  workerCauses,
  deadWorkerCauses,
  idleCauses,
  limits,
  quotas,
  waitingCauses,
];

/** What holds back an execution that has not ended, or ended one that did not end by itself. */
function switchesOf({ execution, switches, now }: ExecutionFacts) {
  const { id, namespace, flowId, state, raw } = execution;
  const tenant = typeof raw.tenantId === "string" ? { tenant: raw.tenantId } : {};
  const isOpen = !hasEnded(state) && state !== "RUNNING";
  const ends: Readonly<Record<string, string>> = { KILLED: "KILL", CANCELLED: "CANCEL" };
  const causes = switchCauses({ now, namespace, flowId, executionId: id, ...tenant }, switches);
  return causes.filter(({ limit }) => isOpen || (limit ?? "").endsWith(` ${ends[state] ?? "-"}`));
}

/** What its SLA ended nobody cancelled. */
function ended(facts: ExecutionFacts) {
  const bySla = slaCauses(facts.execution, facts.flow);
  return bySla.length > 0 ? bySla : killedCauses(facts);
}

/** The limit of the flow, or of its namespace (from 2.0 on). */
function limits(facts: ExecutionFacts) {
  const { execution, flow, spaces } = facts;
  const own = flow?.concurrency;
  const shared = limitOf(spaces.find(({ id }) => id === execution.namespace)?.raw.concurrency);
  const place =
    own === undefined && shared !== undefined ? `namespace ${execution.namespace}` : placeOf(execution);
  const of: LimitFacts = { ...facts, place, concurrency: own ?? shared };
  return [...queueCauses(of), ...refusedCauses(of)];
}

function quotas({ execution, flow, spaces, tenant, counters, now }: ExecutionFacts) {
  const { namespace, flowId } = execution;
  const of = { namespace, id: flowId, quotas: flow?.quotas ?? [] };
  return quotaCausesOf(of, { spaces, tenant }, { now, counters, refused: [execution] });
}

/** States in which only what went wrong, or somebody, ends an execution. */
const badlyEnded: readonly string[] = ["CANCELLED", "FAILED", "KILLED"];

/** What is told of an execution of which no cause is found: that nothing is wrong, unless it ended badly. */
export function wellExecution({
  execution,
  now,
  lines,
}: Pick<ExecutionFacts, "execution" | "now" | "lines">): Said {
  const { state, id, runs, endDate } = execution;
  const of = say`execution ${id} of ${placeOf(execution)}`;
  const ended = say`${of} ended ${state} at ${endDate ?? say`an unknown time`}`;
  if (badlyEnded.includes(state)) {
    const line = lines.find(({ level }) => level === "ERROR");
    const why =
      line === undefined
        ? say`, and nothing that Kestra tells says why.`
        : say`. It logged: ${firstLine(line.message)}`;
    return say`The ${ended}${why}`;
  }
  if (hasEnded(state)) return say`Nothing is wrong: the ${ended}.`;
  const running = runs.filter((run) => run.state === "RUNNING").map(({ taskId }) => taskId);
  const what = running.length === 0 ? say`` : say`; ${joined(running, ", ")} runs`;
  return say`Nothing is found wrong: the ${of} has been ${state} for ${ageOf(sinceOf(execution), now)}${what}.`;
}

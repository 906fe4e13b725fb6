import { stateIs, type Execution } from "../../executions/execution.ts";
import { kill } from "../../engine/kill.ts";
import { forceRun, pause, resume } from "../../engine/pause.ts";
import { isSystem } from "../../executions/labels.ts";
import { unqueue } from "../../engine/queued.ts";
import { changeStatus, replay, restart } from "../../engine/restart.ts";
import { isTerminal } from "../../executions/state.ts";
import type { Label } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { jsonBody } from "../../http/request-body.ts";
import type { Method, SandboxRequest } from "../../http/route.ts";
import { setLabels } from "./labels.ts";
import { flag, optionalState, requiredState } from "./request.ts";

/** An action on many executions: all of them, or none when one does not fit. */
export interface Bulk {
  readonly method: Method;
  /** `restart` in `/executions/restart/by-ids`; empty for the deletes. */
  readonly verb: string;
  /** What the error body calls it. */
  readonly name: string;
  /** Why one execution does not fit; undefined when it does. */
  readonly misfit?: (execution: Execution, kestra: Kestra, request: SandboxRequest) => string | undefined;
  /** What to do, once the request itself has been read. */
  readonly read: (request: SandboxRequest, kestra: Kestra) => (execution: Execution) => void;
}

function unless(fits: boolean, why: string): string | undefined {
  return fits ? undefined : why;
}

/** 1.3 leaves it to the restart itself to refuse. */
function restartMisfit({ id, state, taskRuns }: Execution, { line }: Kestra): string | undefined {
  if (line === "1.3" || taskRuns?.some((run) => stateIs(run, "FAILED")) === true) return undefined;
  return line === "1.0"
    ? "execution not in state FAILED"
    : `Execution '${id}' must be terminated or paused to be restarted, current state is '${state.current}' !`;
}

const actions: readonly Bulk[] = [
  {
    method: "POST",
    verb: "restart",
    name: "restart",
    misfit: restartMisfit,
    read:
      (_, { engine }) =>
      (execution) =>
        void restart(engine, execution),
  },
  {
    method: "POST",
    verb: "replay",
    name: "replay",
    read: (request, { engine }) => {
      const latest = flag(request, "latestRevision", false);
      return (execution) => {
        const newest = latest ? engine.flows.find(execution.namespace, execution.flowId) : undefined;
        replay(engine, execution, newest === undefined ? {} : { flow: newest });
      };
    },
  },
  {
    method: "POST",
    verb: "pause",
    name: "pause",
    misfit: (execution) => unless(stateIs(execution, "RUNNING"), "execution not in state RUNNING"),
    read:
      (_, { engine }) =>
      (execution) => {
        pause(engine, execution);
      },
  },
  {
    method: "POST",
    verb: "resume",
    name: "resume",
    misfit: (execution) => unless(stateIs(execution, "PAUSED"), "execution not in state PAUSED"),
    read:
      (_, { engine }) =>
      (execution) => {
        resume(engine, execution, undefined);
      },
  },
  {
    method: "POST",
    verb: "force-run",
    name: "force run",
    misfit: ({ state }) => unless(!isTerminal(state.current), "execution in a terminated state"),
    read:
      (_, { engine }) =>
      (execution) => {
        forceRun(engine, execution);
      },
  },
  {
    method: "POST",
    verb: "change-status",
    name: "change executions state",
    misfit: (execution, { line }) =>
      unless(
        isTerminal(execution.state.current) && (line === "1.0" || !stateIs(execution, "KILLED")),
        line === "1.0"
          ? "execution not in a terminated state"
          : "execution not in a terminated state or is killed",
      ),
    read: (request, { engine, line }) => {
      const state = requiredState(request, "newStatus", line);
      return (execution) => {
        changeStatus(engine, execution, state);
      };
    },
  },
  {
    method: "POST",
    verb: "unqueue",
    name: "unqueue",
    misfit: (execution) => unless(stateIs(execution, "QUEUED"), "execution not in state QUEUED"),
    read: (request, { engine, line }) => {
      const state = optionalState(request, "state", line) ?? "RUNNING";
      return (execution) => {
        unqueue(engine, execution, state);
      };
    },
  },
  {
    method: "DELETE",
    verb: "kill",
    name: "kill",
    misfit: ({ state }) => unless(!isTerminal(state.current), "execution already finished"),
    read:
      (_, { engine }) =>
      (execution) => {
        kill(engine, execution, true);
      },
  },
  {
    method: "DELETE",
    verb: "",
    name: "delete",
    // One that still runs is not even seen, unless the query says so.
    misfit: ({ state }, _, request) =>
      unless(
        isTerminal(state.current) || flag(request, "includeNonTerminated", false),
        "execution not found",
      ),
    read:
      (_, { engine }) =>
      (execution) => {
        engine.executions.delete(execution.id);
        engine.logs.deleteWhere(({ executionId }) => executionId === execution.id);
        engine.metrics.deleteWhere(({ executionId }) => executionId === execution.id);
        engine.files.deleteOf(execution);
      },
  },
];

/** Labels come in a body of their own, by ids beside the ids. */
export const bulkLabels: Bulk = {
  method: "POST",
  verb: "labels",
  name: "set labels",
  misfit: ({ state }) => unless(isTerminal(state.current), "execution is not terminated"),
  read: (request, { line }) => {
    const body = jsonBody(request, "setLabelsByIdsRequest");
    const wanted = Array.isArray(body)
      ? body
      : (body as { readonly executionLabels?: unknown }).executionLabels;
    const labels = (Array.isArray(wanted) ? wanted : []) as readonly Partial<Label>[];
    return (execution) => {
      const kept = execution.labels.filter(
        (label) => !isSystem(label) && !labels.some(({ key }) => key === label.key),
      );
      setLabels(execution, [...kept, ...labels], line);
    };
  },
};

export const bulkActions: readonly Bulk[] = [...actions, bulkLabels];

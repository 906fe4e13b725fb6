import { writeExactly } from "../../values/exact-number.ts";
import { events } from "../../http/answers.ts";
import type { Execution } from "../../executions/execution.ts";
import { renderExecution, renderStreamStart } from "../../rendering/execution.ts";
import { isTerminal } from "../../executions/state.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route, SandboxRequest, ServerEvent } from "../../http/route.ts";
import { untilNextMove } from "./wait.ts";

/** Resolves when the client hangs up. */
export function untilHungUp(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
  });
}

export function serverEvent(id: string, data: unknown): ServerEvent {
  return { id, data: writeExactly(data) };
}

function shown(execution: Execution, { engine, line }: Kestra): string {
  return writeExactly(renderExecution(execution, line, engine.time, "command"));
}

async function* followed(request: SandboxRequest, kestra: Kestra): AsyncIterable<ServerEvent> {
  const id = request.params["executionId"] ?? "";
  yield serverEvent("start", renderStreamStart(id, kestra.engine.time));
  const execution = kestra.engine.executions.get(id);
  if (execution === undefined) {
    await untilHungUp(request.signal);
    return;
  }
  let last = "";
  while (!isTerminal(execution.state.current) && !request.signal.aborted) {
    const now = shown(execution, kestra);
    if (now !== last) yield { id: "progress", data: now };
    last = now;
    await untilNextMove(kestra, execution, request.signal);
  }
  yield { id: "end", data: shown(execution, kestra) };
}

async function* followedDependencies(request: SandboxRequest, kestra: Kestra): AsyncIterable<ServerEvent> {
  const executionId = request.params["executionId"] ?? "";
  yield serverEvent("start", { executionId });
  const execution = kestra.engine.executions.get(executionId);
  while (execution !== undefined && !isTerminal(execution.state.current) && !request.signal.aborted) {
    await untilNextMove(kestra, execution, request.signal);
  }
  yield serverEvent("end-all", { executionId });
}

const base = "/api/v1/{tenant}/executions/{executionId}";

export const executionFollowRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/follow`, handle: (request, kestra) => events(followed(request, kestra)) },
  {
    method: "GET",
    path: `${base}/follow-dependencies`,
    handle: (request, kestra) => events(followedDependencies(request, kestra)),
  },
];

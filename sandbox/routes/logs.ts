import { empty, events, json, page } from "../http/answers.ts";
import type { Condition } from "../executions/condition.ts";
import { formatInstant } from "../values/duration.ts";
import type { LogEntry } from "../executions/execution.ts";
import { isLogLevel, searchLogs } from "../executions/log-search.ts";
import { Refusal } from "../executions/refusal.ts";
import { logStreamStart, renderLog } from "../rendering/execution.ts";
import { isTerminal } from "../executions/state.ts";
import { checkDates, fitting, readFilters, type Alternatives } from "../filters/filters.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { pageOf, readPaging, readSorts, sorted } from "../http/paging.ts";
import type { Route, SandboxRequest, ServerEvent } from "../http/route.ts";
import { serverEvent, untilHungUp } from "./executions/follow.ts";
import { executionOf } from "./executions/request.ts";
import { untilNextMove } from "./executions/wait.ts";

const flatNames = [
  ["minLevel", "level"],
  ["taskId", "taskId"],
  ["taskRunId", "taskRunId"],
] as const;

/**
 * The flat parameters of the routes of one execution. Kestra reads by the most telling ones alone: a task run with its attempt, a
 * task run, or a task; it deletes by all of them. Throws a `Refusal` for a level that is none.
 */
function flatConditions({ method, query }: SandboxRequest): readonly Condition[] {
  const level = query.get("minLevel");
  if (level !== null && level !== "" && !isLogLevel(level)) {
    throw new Refusal(
      422,
      `Internal server error: Failed to convert argument [minLevel] for value [${level}] due to: No enum constant org.slf4j.event.Level.${level}`,
    );
  }
  const found = flatNames.flatMap(([name, field]): readonly Condition[] => {
    const value = query.get(name);
    return value === null || value === "" ? [] : [{ field, operation: "EQUALS", value }];
  });
  const attempt = query.get("attempt");
  const hasRun = found.some(({ field }) => field === "taskRunId");
  const isLookedAt = hasRun || method === "DELETE";
  return attempt === null || !isLookedAt
    ? found
    : [...found, { field: "attemptNumber", operation: "EQUALS", value: attempt }];
}

/** What is asked for of one execution: flat parameters up to 1.3, filters from 2.0; the others are ignored. */
function wantedOf(request: SandboxRequest, { line }: Kestra): Alternatives {
  return line === "2.0" ? readFilters(request.query, line, "LOG") : [flatConditions(request)];
}

function find({ engine }: Kestra) {
  return (rows: readonly LogEntry[], conditions: readonly Condition[]): readonly LogEntry[] =>
    searchLogs(rows, conditions, engine.time);
}

function linesOf(request: SandboxRequest, kestra: Kestra): readonly LogEntry[] {
  const { executionId } = request.params;
  const rows = kestra.engine.logs.all().filter((entry) => entry.executionId === executionId);
  return fitting(rows, wantedOf(request, kestra), find(kestra));
}

const ofExecution: Route["handle"] = (request, kestra) =>
  json(linesOf(request, kestra).map((entry) => renderLog(entry, kestra.line)));

const download: Route["handle"] = (request, kestra) => {
  const { id } = executionOf(request, kestra, (missing) => `Execution '${missing}' not found.`);
  const lines = linesOf(request, kestra).map(
    ({ timestamp, level, message }) => `${formatInstant(timestamp)} ${level} ${message}`,
  );
  return {
    status: 200,
    headers: { "content-disposition": `attachment; filename="${id}.log"; filename*=utf-8''${id}.log` },
    body: { kind: "text", text: lines.join("\n"), type: "text/plain" },
  };
};

/** How far back lines are searched where no start is given, in milliseconds. The recordings show only that it is less than years. */
const usualTime = 7 * 86_400_000;

/** What is asked for, from the usual start on where it names none. Throws a `Refusal` for an end before that. */
function sinceStart(alternatives: Alternatives, now: number): Alternatives {
  return alternatives.map((conditions) => {
    const isStart = ({ field }: Condition): boolean => field === "startDate" || field === "timeRange";
    if (conditions.some(isStart)) return conditions;
    const value = formatInstant(now - usualTime);
    const bounded = [...conditions, { field: "startDate", operation: "GREATER_THAN_OR_EQUAL_TO", value }];
    checkDates(bounded);
    return bounded;
  });
}

const search: Route["handle"] = (request, kestra) => {
  const paging = readPaging(request.query, "searchLogs");
  const wanted = readFilters(request.query, kestra.line, "LOG");
  const rows = fitting(kestra.engine.logs.all(), sinceStart(wanted, kestra.engine.time), find(kestra));
  const ordered = sorted(rows, readSorts(request.query), {
    timestamp: ({ timestamp }) => timestamp,
    level: ({ level }) => level,
    namespace: ({ namespace }) => namespace,
    flowId: ({ flowId }) => flowId,
  });
  const shown = pageOf(ordered, paging);
  return page(
    shown.map((entry) => renderLog(entry, kestra.line)),
    shown.length === 0 ? 0 : rows.length,
  );
};

/** Deletes what the flat parameters name; a level means that level and above. */
const deleteOfExecution: Route["handle"] = (request, { engine }) => {
  const { executionId } = request.params;
  const conditions = flatConditions(request);
  engine.logs.deleteWhere(
    (entry) => entry.executionId === executionId && searchLogs([entry], conditions, engine.time).length > 0,
  );
  return empty(200);
};

/** No log line of the sandbox is a trigger's, so that with a trigger there is nothing to delete. */
const deleteOfFlow: Route["handle"] = (request, { engine }) => {
  const { namespace, flowId } = request.params;
  if (request.query.get("triggerId") === null) {
    engine.logs.deleteWhere((entry) => entry.namespace === namespace && entry.flowId === flowId);
  }
  return empty(200);
};

async function* followed(request: SandboxRequest, kestra: Kestra): AsyncIterable<ServerEvent> {
  const { engine, line } = kestra;
  const executionId = request.params["executionId"] ?? "";
  yield serverEvent("start", logStreamStart[line]);
  const sent = new Set<LogEntry>();
  while (!request.signal.aborted) {
    for (const entry of linesOf(request, kestra).filter((row) => !sent.has(row))) {
      sent.add(entry);
      yield serverEvent("progress", renderLog(entry, line, true));
    }
    const execution = engine.executions.get(executionId);
    // The stream of an ended execution stays open, as Kestra's does.
    if (execution === undefined || isTerminal(execution.state.current)) await untilHungUp(request.signal);
    else await untilNextMove(kestra, execution, request.signal);
  }
}

const base = "/api/v1/{tenant}/logs";

export const logRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "GET", path: `${base}/{executionId}`, handle: ofExecution },
  { method: "GET", path: `${base}/{executionId}/download`, handle: download },
  {
    method: "GET",
    path: `${base}/{executionId}/follow`,
    handle: (request, kestra) => events(followed(request, kestra)),
  },
  { method: "DELETE", path: `${base}/{executionId}`, handle: deleteOfExecution },
  { method: "DELETE", path: `${base}/{namespace}/{flowId}`, handle: deleteOfFlow },
];

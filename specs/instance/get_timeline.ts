import { getTimeline } from "../../generated/instance/get_timeline.ts";
import { looking } from "../steps/diagnosis/gather/ask.ts";
import { executionFact } from "../steps/diagnosis/facts/execution-fact.ts";
import { inOrder, isWithin } from "../steps/timeline/event.ts";
import { executionEvents } from "../steps/timeline/execution-events.ts";
import { leftOut } from "../steps/timeline/left-out.ts";
import { auditEvents, logEvents, triggerEvents } from "../steps/timeline/other-events.ts";
import { timelineWish } from "../steps/timeline/timeline-wish.ts";

const page = 100;

/** Steps, because the events stand in several answers, which are asked for side by side and joined in order. */
export const tool = getTimeline(async (input, kestra, { now, instance, mask }) => {
  const { execution_id, size } = input;
  const { look, unknown } = looking();
  const isEnterprise = instance.edition === "ee";
  const ofOne = execution_id !== undefined;
  const { window, place, ...wish } = timelineWish(input, now());
  const [one, many, lines, triggers, audit] = await Promise.all([
    ofOne ? kestra.execution({ execution_id }) : undefined,
    kestra.executions({ ...wish.executions, size: page, sort: ["state.startDate:desc"] }),
    look("The log", () => kestra.lines({ ...wish.lines, size: page })),
    ofOne ? undefined : look("Triggers", () => kestra.triggers({ ...place, size: page })),
    isEnterprise ? look("The audit log", () => kestra.audit(wish.audit)) : undefined,
  ]);
  const executions = many.results.map(executionFact);
  const whole = one === undefined ? [] : [executionFact(one)];
  const found = [
    ...whole.flatMap(executionEvents),
    ...executions.flatMap((it) => executionEvents(ofOne ? { ...it, runs: [] } : it)),
    ...logEvents(lines?.results ?? [], mask),
    ...triggerEvents(triggers?.results ?? []).filter(({ time }) => isWithin(time, window)),
    ...auditEvents(audit?.results ?? []),
  ];
  const { events, left } = inOrder(found, size, mask);
  const truncated = leftOut(left, {
    executions: many,
    "lines from WARN on": lines,
    "audit entries": audit,
    triggers,
  });
  if (!isEnterprise) unknown.push("Who did what: the open-source edition keeps no audit log.");
  if (!ofOne && many.results.some(({ taskRunList }) => !Array.isArray(taskRunList)))
    unknown.push("Task runs: Kestra lists executions without them. Ask with the execution_id of one.");
  const [first] = whole;
  return {
    events,
    from: first?.startDate ?? window.from,
    to: first?.endDate ?? window.to,
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(truncated === undefined ? {} : { truncated }),
  };
});

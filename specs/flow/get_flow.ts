import { getFlow } from "../../generated/flow/get_flow.ts";
import { describedFlow } from "../steps/described/described-flow.ts";
import { countsSlots } from "../steps/described/slots.ts";
import { orNothing } from "../steps/or-nothing.ts";

/** Days of which the last executions are shown. */
const days = 30;

/**
 * Steps, because it is put together of what several requests tell: at most eight, all asked at once. What Kestra does not tell
 * is said, and the rest is given.
 */
export const tool = getFlow(async ({ namespace, flow_id, revision }, kestra, { now, instance: { line } }) => {
  const at = now();
  const of = { namespace, flow_id };
  const from = new Date(at.getTime() - days * 86_400_000).toISOString();
  const [flow, latest, states, executions, running, queued, graph, limits] = await Promise.all([
    kestra.flow({ ...of, revision }),
    revision === undefined ? undefined : orNothing(() => kestra.latest(of)),
    orNothing(() => kestra.triggers(of)),
    orNothing(() => kestra.executions({ ...of, start_date: from })),
    orNothing(() => kestra.running({ ...of, state: "RUNNING" })),
    orNothing(() => kestra.queued({ ...of, state: "QUEUED" })),
    orNothing(() => kestra.dependencies(of)),
    countsSlots(line) ? orNothing(() => kestra.limits({})) : undefined,
  ]);
  const counts = limits?.results;
  const known = { flow, asked: revision, latest, states, executions, running, queued, graph, counts };
  return describedFlow(of, known, { at, from, line });
});

import { listOf, rawOf, textOf } from "../diagnosis/facts/fields.ts";
import { groupFact, queueFact, workerFact } from "../diagnosis/facts/worker-fact.ts";
import type { Looking } from "../diagnosis/gather/ask.ts";
import { quotaCounter } from "../diagnosis/quota-causes.ts";
import { switchFacts } from "../diagnosis/switch-causes.ts";
import type { Calls } from "./calls.ts";
import type { Fleet } from "./facts.ts";

/** What Enterprise tells of its servers; maintenance and kill switches stand in the configuration. */
export async function fleetOf(
  ask: Calls,
  line: string,
  look: Looking["look"],
  first: <Answer>(read: () => Promise<Answer>) => Promise<Answer>,
): Promise<(configuration: unknown) => Fleet> {
  const is2 = Number.parseInt(line, 10) >= 2;
  const [services, groups, queues, quotas] = await Promise.all([
    first(() => look("The services", () => ask.services({}))),
    first(() => look("The worker groups", () => ask.groups({}))),
    is2 ? first(() => look("The worker queues", () => ask.queues({}))) : undefined,
    is2 ? first(() => look("What quotas count", () => ask.quotas({}))) : undefined,
  ]);
  const rows = services?.results.map((row) => ({ ...workerFact(rawOf(row)), type: textOf(rawOf(row).type) }));
  return (configuration) => ({
    services: rows === undefined ? undefined : { rows, total: services?.total ?? rows.length },
    groups: groups?.results === undefined ? undefined : listOf(groups.results).map(groupFact),
    queues: queues?.results === undefined ? undefined : listOf(queues.results).map(queueFact),
    switches: switchFacts(configuration),
    quotas: quotas?.results.map((row) => quotaCounter(rawOf(row))),
  });
}

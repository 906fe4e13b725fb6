import { replayExecution } from "../../generated/replay/replay_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { dateOrAgo } from "../functions/window.ts";
import { endedAtOnce } from "../steps/execution/followed-execution.ts";
import { meantExecutions } from "../steps/execution/meant-executions.ts";
import { preparedReplays } from "../steps/replay/prepared-replay.ts";
import { rewritten } from "../steps/replay/replay-inputs.ts";
import { replayedEach } from "../steps/replay/replayed-each.ts";
import { matchesOf, mostReplays, refuseOffset } from "../steps/replay/replay-matches.ts";
import { placeOf } from "../steps/diagnosis/facts/execution-fact.ts";
import { newestRevisions, replayable } from "../steps/execution/replayable.ts";
import { plansOf } from "../steps/replay/shown-plan.ts";

/**
 * Steps, because a replay of several at once tells no id of what it makes: each is replayed by itself, once all are known
 * to be there, to start at one task run, to take the inputs, and of flows that are not deleted: Kestra replays what is of a
 * deleted flow too. Without ids the newest execution of a flow is looked up, and named in the result. What a filter matches
 * is only shown: the call that replays it names the ids, so that no more runs than was seen.
 */
export const tool = replayExecution(async ({ ids = [], latest_revision, ...wish }, kestra, context) => {
  const { from_task, inputs = {}, breakpoints = [], plan, revision, state, start_date, offset, ...of } = wish;
  if (latest_revision && revision > 0)
    throw new InputError(say`Either latest_revision or revision says what is run, not both.`);
  if (state !== "" || start_date !== "") {
    const since = dateOrAgo(start_date, context.now(), say`start_date`);
    return matchesOf({ ...of, ids, plan, state, start_date: since, offset }, kestra, context.fitting);
  }
  refuseOffset(offset);
  const words = { instead: "ids", verb: plan ? "planned" : "replayed" };
  const given = await meantExecutions(ids, of, words, kestra, context);
  if (given.ids.length > mostReplays)
    throw new InputError(
      say`One call replays ${mostReplays} executions at most, and there are ${given.ids.length} in ids. Nothing was replayed.`,
    );
  const read = (execution_id: string) => kestra.execution({ execution_id });
  const executions = await replayable(given.ids, read, context.sleep);
  const revisions = await newestRevisions(executions, latest_revision, kestra);
  const revisionOf = (flow: (typeof executions)[number]) =>
    latest_revision ? revisions.get(placeOf(flow)) : revision || undefined;
  const replays = await preparedReplays(executions, { from_task, inputs, revisionOf }, kestra);
  const plans = plan || breakpoints.length > 0 ? await plansOf(replays, breakpoints, kestra) : [];
  const aside = replays.some((it) => it.inputs) ? rewritten(context.instance.line) : undefined;
  if (plan) {
    const message = all("Nothing was replayed: this is what it would do.", given.message, aside);
    return { count: 0, executions: [], plan: plans, message };
  }
  const made = await replayedEach(replays, breakpoints, kestra);
  const [over] = made.flatMap((it) => endedAtOnce(it.state, []) ?? []);
  if (given.newestOf === undefined)
    return { count: made.length, executions: made, message: all(given.message, aside, over) };
  const message = all(given.message, `The new execution is ${made[0]?.id ?? ""}.`, aside, over);
  return { message, result: { count: made.length }, executions: made };
});

function all(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(" ") || undefined;
}

import { KestraError } from "../../../../runtime/errors.ts";
import { executionFact, type ExecutionFact } from "../facts/execution-fact.ts";
import type { TriggerFact } from "../facts/trigger-fact.ts";
import type { Ask, Looking } from "./ask.ts";

/** Executions that one diagnosis looks up because a trigger waits for them. */
const mostHolders = 3;

/** Triggers with the executions that they wait for, or that there are none: those that are known, and a few that are asked for. */
export function withHolders(
  triggers: readonly TriggerFact[],
  known: readonly ExecutionFact[],
  { ask, look, take }: Pick<Looking, "look"> & Holding,
): Promise<readonly TriggerFact[]> {
  let left = mostHolders;
  return Promise.all(
    triggers.map(async (trigger) => {
      const id = trigger.executionId;
      if (id === undefined) return trigger;
      const found = known.find((it) => it.id === id);
      if (found !== undefined) return { ...trigger, holder: found };
      if (left === 0 || !take(1)) return trigger;
      left -= 1;
      const holder = await look(`The execution ${id}`, () => holderOf(id, ask));
      return holder === undefined ? trigger : { ...trigger, holder };
    }),
  );
}

interface Holding {
  readonly ask: Pick<Ask, "execution">;
  /** Whether so many requests are left, which are then used up. */
  readonly take: (requests: number) => boolean;
}

async function holderOf(id: string, ask: Holding["ask"]): Promise<ExecutionFact | "gone"> {
  try {
    return executionFact(await ask.execution({ execution_id: id }));
  } catch (error) {
    if (error instanceof KestraError && error.status === 404) return "gone";
    throw error;
  }
}

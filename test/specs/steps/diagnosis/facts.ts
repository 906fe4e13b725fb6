import { executionFact, type ExecutionFact } from "../../../../specs/steps/diagnosis/facts/execution-fact.ts";
import type { Cause } from "../../../../specs/steps/diagnosis/cause.ts";

/** Noon of a day, in milliseconds, and what was before it. */
export const now = Date.parse("2026-05-01T12:00:00Z");
export const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

/** An execution that went through states, a minute each, into the last one `minutes` ago. */
export function executionIn(states: readonly string[], minutes: number, more: object = {}): ExecutionFact {
  const histories = states.map((state, index) => ({ state, date: ago(minutes + states.length - 1 - index) }));
  const current = states.at(-1) ?? "";
  const hasEnded = ["SUCCESS", "FAILED", "KILLED", "CANCELLED", "WARNING"].includes(current);
  return executionFact({
    id: "e1",
    namespace: "company.team",
    flowId: "report",
    state: {
      current,
      histories,
      startDate: histories[0]?.date,
      ...(hasEnded ? { endDate: histories.at(-1)?.date } : {}),
    },
    ...more,
  });
}

/** A task run in a state since `minutes` ago. */
export const runIn = (taskId: string, state: string, minutes = 1, more: object = {}) => ({
  id: `run_${taskId}`,
  taskId,
  state: { current: state, startDate: ago(minutes), histories: [{ state, date: ago(minutes) }] },
  attempts: [{ state: { current: state, startDate: ago(minutes) } }],
  ...more,
});

export const codes = (causes: readonly Cause[]): readonly string[] => causes.map(({ cause }) => cause);
export const messages = (causes: readonly Cause[]): readonly string[] =>
  causes.map(({ message }) => message.toString());

/** The states of an execution, a task run and an attempt, as Kestra names them (`io.kestra.core.models.flows.State.Type`). */
export const stateTypes = [
  "CREATED",
  "SUBMITTED",
  "RUNNING",
  "PAUSED",
  "RESTARTED",
  "KILLING",
  "SUCCESS",
  "WARNING",
  "FAILED",
  "KILLED",
  "CANCELLED",
  "QUEUED",
  "RETRYING",
  "RETRIED",
  "SKIPPED",
  "BREAKPOINT",
  "RESUBMITTED",
] as const;

export type StateType = (typeof stateTypes)[number];

/** `date` in milliseconds since 1970. */
interface StateEntry {
  readonly state: StateType;
  readonly date: number;
}

export interface State {
  readonly current: StateType;
  /** Never empty; the first entry is the start, the last one is `current`. */
  readonly histories: readonly StateEntry[];
}

const terminal: ReadonlySet<StateType> = new Set<StateType>([
  "SUCCESS",
  "WARNING",
  "FAILED",
  "KILLED",
  "CANCELLED",
  "RETRIED",
  "SKIPPED",
]);

/** Whether nothing follows this state by itself. */
export function isTerminal(state: StateType): boolean {
  return terminal.has(state);
}

export function isStateType(text: string): text is StateType {
  return (stateTypes as readonly string[]).includes(text);
}

/** A history that goes through `states`, all at the same instant. */
export function stateOf(at: number, ...states: readonly [StateType, ...StateType[]]): State {
  return {
    current: states[states.length - 1] ?? states[0],
    histories: states.map((state) => ({ state, date: at })),
  };
}

export function moved(state: State, next: StateType, at: number): State {
  return {
    current: next,
    histories: [...state.histories, { state: next, date: at }],
  };
}

export function startOf(state: State): number {
  return state.histories[0]?.date ?? 0;
}

/** When the state ended, or was paused; undefined while it goes on. */
export function endOf(state: State): number | undefined {
  return isTerminal(state.current) || state.current === "PAUSED" ? state.histories.at(-1)?.date : undefined;
}

const severity: readonly StateType[] = ["KILLED", "CANCELLED", "FAILED", "WARNING"];

/** What a block ends with when its task runs ended with `states`. */
export function worstOf(states: readonly StateType[]): StateType {
  return severity.find((state) => states.includes(state)) ?? "SUCCESS";
}

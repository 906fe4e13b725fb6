import { hasEnded } from "../execution/execution-state.ts";

/** How often the state is looked at until the execution has ended, and how many milliseconds apart. */
const looks = 10;
const pause = 300;

/** The state of an execution once it has ended, or after a moment as it is then. */
export async function settledState(
  read: () => Promise<{ readonly state: string }>,
  sleep: ((milliseconds: number) => Promise<void>) | undefined,
): Promise<string> {
  for (let look = 1; ; look++) {
    const { state } = await read();
    if (hasEnded(state) || look >= looks || sleep === undefined) return state;
    await sleep(pause);
  }
}

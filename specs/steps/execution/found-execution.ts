import { KestraError } from "../../../runtime/errors.ts";

/** How often one that is missing is looked for, and how long is waited between: Kestra stores an execution after its start. */
const looks = 4;
const pause = 400;

/**
 * An execution that may have been started just now.
 * @param isMissing true for an answer that says so; an error of status 404 always does
 * @returns what the last look gave @throws what the last look threw
 */
export async function found<Answer>(
  look: () => Promise<Answer>,
  sleep: ((milliseconds: number) => Promise<void>) | undefined,
  isMissing: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  for (let nth = 1; sleep !== undefined && nth < looks; nth++) {
    try {
      const answer = await look();
      if (!isMissing(answer)) return answer;
    } catch (error) {
      if (!(error instanceof KestraError) || error.status !== 404) throw error;
    }
    await sleep(pause);
  }
  return look();
}

import { ContractError, InputError, KestraError } from "../../runtime/errors.ts";
import type { Said } from "../../runtime/text/said.ts";

/** What a call gave, or a sentence that says why it gave nothing. */
export interface Asked<Answer> {
  readonly answer?: Answer;
  readonly failure?: string;
  /** The same, to be part of a sentence. */
  readonly said?: Said;
  /** Of the answer that was a refusal; 0 where there was none. */
  readonly status?: number;
}

/** Waits for a call whose failure is no failure of the whole. @throws what no call foresees */
export async function asked<Answer>(
  call: Promise<Answer>,
  mask: (text: string) => string,
): Promise<Asked<Answer>> {
  try {
    return { answer: await call };
  } catch (error) {
    const isForeseen =
      error instanceof KestraError || error instanceof ContractError || error instanceof InputError;
    if (!isForeseen) throw error;
    const { said } = error;
    const told = { failure: said.masked(mask), said };
    return error instanceof KestraError ? { ...told, status: error.status } : told;
  }
}

/**
 * Why calls gave nothing: each reason once. Where none gave anything and all for one reason, Kestra does not answer, which
 * the first tells for all; likewise where credentials are refused. A permission that is missing is missing for one call alone.
 */
export function reasonsOf(calls: readonly Asked<unknown>[]): readonly string[] {
  const failed = calls.filter(({ failure }) => failure !== undefined);
  const [first, ...others] = failed.map(({ status }) => status);
  const isOne = first !== undefined && first !== 403 && others.every((status) => status === first);
  const told = isOne && failed.length === calls.length ? failed.slice(0, 1) : failed;
  const refused = told.find(({ status }) => status === 401);
  const kept = told.filter((one) => one.status !== 401 || one === refused);
  return [...new Set(kept.flatMap(({ failure }) => failure ?? []))];
}

/** What did not come of what was asked. */
export interface Missing {
  /** Nothing came back at all. */
  readonly isSilent: boolean;
  /** Kestra tells what it is even to those whose credentials it refuses. */
  readonly isRefused: boolean;
  readonly isWhole: boolean;
}

/** @param first the call that asks Kestra what it is */
export function missingOf(first: Asked<unknown>, calls: readonly Asked<unknown>[]): Missing {
  return {
    isSilent: first.status === 0,
    isRefused: calls.some(({ status }) => status === 401),
    isWhole: calls.every(({ failure }) => failure === undefined),
  };
}

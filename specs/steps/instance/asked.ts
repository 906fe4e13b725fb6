import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";

/** What a call gave, or a sentence that says why it gave nothing. */
export interface Asked<Answer> {
  readonly answer?: Answer;
  readonly failure?: string;
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
    return { failure: error.said.masked(mask) };
  }
}

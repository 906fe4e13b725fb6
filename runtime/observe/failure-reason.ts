import { ContractError, InputError, KestraError, StoreError } from "../errors.ts";

/**
 * Why a call failed, as a line that is kept may say it: the class of the error, Kestra's status where it answered, and our own
 * words. What is foreign in them, such as an argument or what Kestra wrote, is left out; of an error that nobody foresaw, all is.
 */
export function failureReason(error: unknown): string {
  if (error instanceof KestraError) {
    const status = error.status === 0 ? "" : ` ${error.status}`;
    return `KestraError${status}: ${ours(error)}`;
  }
  if (error instanceof InputError || error instanceof ContractError || error instanceof StoreError)
    return `${error.name}: ${ours(error)}`;
  return "unforeseen: the log says more";
}

function ours({ said }: Pick<InputError, "said">): string {
  return said.masked(() => "…");
}

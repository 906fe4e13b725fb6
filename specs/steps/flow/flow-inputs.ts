import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";
import { inputFaults, type CheckedInput } from "./checked-inputs.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";

/**
 * Refuses inputs that a flow does not take as they are meant. What cannot be checked is left to the start itself.
 * @param check asks Kestra, which starts nothing
 * @throws InputError naming each of them, its type and the reason
 */
export async function refuseFaults(
  given: Readonly<Record<string, unknown>>,
  check: () => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>,
): Promise<void> {
  const { inputs } = await check().catch((error: unknown) => {
    if (error instanceof KestraError || error instanceof ContractError) return { inputs: undefined };
    throw error;
  });
  const faults = inputs ? inputFaults(inputs, given) : [];
  if (faults.length > 0) throw new InputError(sentences(say`Nothing was started: ${joined(faults, "; ")}`));
}

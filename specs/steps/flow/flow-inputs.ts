import { InputError } from "../../../runtime/errors.ts";
import { inputFaults, type CheckedInput } from "./checked-inputs.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { orNothing } from "../or-nothing.ts";

/**
 * Refuses inputs that a flow does not take as they are meant. What cannot be checked is left to the start itself.
 * @param check asks Kestra, which starts nothing
 * @throws InputError naming each of them, its type and the reason
 */
export async function refuseFaults(
  given: Readonly<Record<string, unknown>>,
  check: () => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>,
): Promise<void> {
  const { inputs } = (await orNothing(check)) ?? {};
  const faults = inputs ? inputFaults(inputs, given) : [];
  if (faults.length > 0) throw new InputError(sentences(say`Nothing was started: ${joined(faults, "; ")}`));
}

import { ContractError, KestraError } from "../../runtime/errors.ts";

/**
 * What a request answered, where an answer can do without it; undefined where Kestra refused it or answered what its
 * contract does not say.
 */
export async function orNothing<Answer>(read: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof KestraError || error instanceof ContractError) return undefined;
    throw error;
  }
}

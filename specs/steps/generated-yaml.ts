import { ContractError, InputError, KestraError } from "../../runtime/errors.ts";

/** Generated YAML that could not be created, and why. */
export interface NotCreated {
  readonly result: string;
  readonly warning: string;
}

/** What creating gives; where that fails, the generated YAML with what became of it, so that it is not lost. */
export async function keepingYaml<Created>(
  what: "flow" | "dashboard",
  yaml: string,
  create: () => Promise<Created>,
): Promise<Created | NotCreated> {
  try {
    return await create();
  } catch (error) {
    return { result: yaml, warning: `The ${what} was generated ${outcome(error)}` };
  }
}

function outcome(error: unknown): string {
  if (error instanceof ContractError) return `and probably created: look for it. ${error.message}`;
  if (error instanceof KestraError && error.status === 0)
    return `and may be created: look for it. ${error.message}`;
  if (error instanceof KestraError || error instanceof InputError) return `but not created: ${error.message}`;
  throw error;
}

import { InputError, KestraError } from "../../runtime/errors.ts";

/** Generated YAML that could not be created, and why. */
export interface NotCreated {
  readonly result: string;
  readonly warning: string;
}

/** What creating gives; where it is refused, the generated YAML with the reason, so that it is not lost. */
export async function keepingYaml<Created>(
  what: "flow" | "dashboard",
  yaml: string,
  create: () => Promise<Created>,
): Promise<Created | NotCreated> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof KestraError || error instanceof InputError)) throw error;
    return { result: yaml, warning: `The ${what} was generated but not created: ${error.message}` };
  }
}

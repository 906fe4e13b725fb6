import type { Asked, Seen } from "../client.ts";
import { startStandInModel } from "./stand-in-model.ts";

/** Runs an agent whose model makes the calls. @param run is given the address of the model @throws where it offers no tools */
export async function asAgent(
  calls: readonly Asked[],
  run: (model: string) => Promise<unknown>,
): Promise<Seen> {
  const model = await startStandInModel(calls);
  try {
    await run(model.url);
    const seen = model.seen();
    if (seen === undefined) throw new Error("The agent offered its model no tools.");
    return seen;
  } finally {
    await model.close();
  }
}

import { createTurns } from "../turns.ts";
import type { YamlScanner, YamlToken } from "./scanner.ts";

/** Tokens between two looks at the clock. */
const stretch = 200;

/**
 * Gives each token of a YAML, in turns with whatever else there is to do.
 * @throws InputError for what is nested too deeply
 */
export async function eachToken(scanner: YamlScanner, take: (token: YamlToken) => void): Promise<void> {
  const turn = createTurns();
  let count = 0;
  for (const token of scanner.tokens()) {
    if (token !== undefined) take(token);
    if (token === undefined || ++count % stretch === 0) await turn();
  }
}

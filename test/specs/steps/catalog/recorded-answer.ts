import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../support/source.ts";

interface Recording {
  readonly exchanges: readonly { readonly name: string; readonly response: { readonly body: unknown } }[];
}

/** What a real Kestra of a line answered about itself. */
export function recordedAnswer(line: string, name: string): unknown {
  const text = readFileSync(join(root, "test/recordings", line, "instance.json"), "utf8");
  const found = (JSON.parse(text) as Recording).exchanges.find((exchange) => exchange.name === name);
  if (found === undefined) throw new Error(`${line} has no recording of ${name}.`);
  return found.response.body;
}

import { InputError, KestraError } from "../../runtime/errors.ts";
import { labelTexts } from "../../runtime/compiled/label.ts";
import { say } from "../../runtime/text/said.ts";
import type { Label } from "../functions/label.ts";

/** Kestra keeps its own labels by itself, and refuses them from others. */
const system = "system.";

/** What Kestra takes for a key in a body, from 1.3 on. */
const validKey = /^[a-z][a-z0-9._-]*$/;

/**
 * The labels to send for an execution: those that users gave it, in their order, and the added ones, which win. A
 * system label that is added is sent too, for Kestra to refuse.
 * @param line of the Kestra that gets them
 * @throws InputError that names an added label which is none or which that Kestra refuses, and where none is added
 */
export function mergeLabels(
  present: readonly Label[],
  added: Readonly<Record<string, unknown>>,
  line: string,
): { key: string; value: string }[] {
  const given = labelTexts(Object.entries(added));
  if (given.length === 0)
    throw new InputError(say`labels is empty: give at least one label, as {"key": "value"}.`);
  for (const [key] of given) {
    if (line !== "1.0" && !validKey.test(key)) {
      throw new InputError(
        say`Kestra refuses the key ${JSON.stringify(key)}: the key of a label takes lower-case letters, digits, hyphens, underscores and periods, and a letter first.`,
      );
    }
  }
  const kept = present.filter(({ key }) => !key.startsWith(system));
  const merged = new Map([...kept.map(({ key, value }) => [key, value] as const), ...given]);
  return [...merged].map(([key, value]) => ({ key, value }));
}

/** An error of Kestra about `labels[1].key` says of which of the labels that were sent that is. */
export function namingLabels(sent: readonly Label[]): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof KestraError)) throw error;
    const said = error.said.changed((text) =>
      text.replace(/[\w.[\]]+/g, (path) => {
        const found = /labels\[(\d+)\]\.(key|value)/.exec(path);
        const label = sent[Number(found?.[1])];
        if (found === null || label === undefined || !/^(?:\w+\.)*$/.test(path.slice(0, found.index)))
          return path;
        const rest = path.slice(found.index + found[0].length);
        return `the ${found[2] ?? ""} of the label ${JSON.stringify(label.key)}${rest}`;
      }),
    );
    throw new KestraError(said, error.status, { cause: error, mayBeDone: error.mayBeDone });
  };
}

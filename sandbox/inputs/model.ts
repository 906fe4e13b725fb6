import type { InputSpec } from "../executions/flow.ts";
import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";

/** What Kestra's model of an input type has besides what the source says. */
const added: ReadonlyMap<string, Values> = new Map<string, Values>([
  ["SELECT", { allowCustomValue: false, isRadio: false, autoSelectFirst: false }],
  ["MULTISELECT", { itemType: "STRING", allowCustomValue: false, autoSelectFirst: false }],
]);

/** An input as Kestra shows it: defaults as text, and what its type adds. */
export function inputModel(spec: InputSpec): Values {
  const { id, type, required, defaults, ...rest } = spec;
  return {
    id,
    type,
    required: required !== false,
    ...(defaults === undefined || defaults === null ? {} : { defaults: printed(defaults) }),
    ...added.get(type),
    ...rest,
  };
}

import type { Execution } from "./execution.ts";
import type { Label } from "../values/values.ts";

const systemPrefix = "system.";

export function isSystem({ key }: Label): boolean {
  return key.startsWith(systemPrefix);
}

export function labelValue(execution: Execution, key: string): string | undefined {
  return execution.labels.find((label) => label.key === key)?.value;
}

/** Sets the labels; of one key the last value wins, in the place of the first. */
export function replaceLabels(execution: Execution, labels: readonly Label[]): void {
  execution.labels = [...new Map(labels.map((label) => [label.key, label])).values()];
}

/** Adds Kestra's own labels, such as `system.restarted`. */
export function addLabel(execution: Execution, key: string, value: string): void {
  replaceLabels(execution, [...execution.labels, { key, value }]);
}

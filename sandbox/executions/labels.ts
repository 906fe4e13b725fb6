import type { Execution } from "./execution.ts";
import type { Label } from "../values/values.ts";

const systemPrefix = "system.";

export const isSystem = ({ key }: Label): boolean => key.startsWith(systemPrefix);

export const labelValue = (execution: Execution, key: string): string | undefined =>
  execution.labels.find((label) => label.key === key)?.value;

/** Sets the labels; of one key the last value wins, in the place of the first. */
export const replaceLabels = (execution: Execution, labels: readonly Label[]): void => {
  execution.labels = [...new Map(labels.map((label) => [label.key, label])).values()];
};

/** Adds Kestra's own labels, such as `system.restarted`. */
export const addLabel = (execution: Execution, key: string, value: string): void => {
  replaceLabels(execution, [...execution.labels, { key, value }]);
};

import type { Line } from "../../line/line.ts";
import type { Execution } from "../../executions/execution.ts";
import { isSystem, replaceLabels } from "../../executions/labels.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Label } from "../../values/values.ts";
import { refuseSystemLabels } from "./create.ts";

const keyRule =
  "Invalid label key. A valid key contains only lowercase letters numbers hyphens (-) underscores (_) or periods (.) and must begin with a lowercase letter.";

const empty = "must not be empty";

interface Violation {
  readonly path: string;
  readonly message: string;
}

/** What a label of a body breaks. 1.0 checks neither empty keys nor their letters. */
function violations(label: Partial<Label>, index: number, line: Line): readonly Violation[] {
  const at = (field: string): string => `setLabelsOnTerminatedExecution.labels[${index}].${field}`;
  const { key, value } = label;
  const found: Violation[] = [];
  const absent = line === "1.0" ? "must not be null" : empty;
  if (value === undefined) found.push({ path: at("value"), message: absent });
  if (value === "") found.push({ path: at("value"), message: empty });
  if (line !== "1.0" && key !== undefined && !/^[a-z][a-z0-9._-]*$/.test(key)) {
    found.push({ path: at("key"), message: keyRule });
  }
  if (key === undefined) found.push({ path: at("key"), message: absent });
  if (key === "" && line !== "1.0") found.push({ path: at("key"), message: empty });
  return found;
}

function labelsIn(body: unknown, line: Line): readonly Label[] {
  const labels = (Array.isArray(body) ? body : [body]).map((item): Partial<Label> => {
    const { key, value } = (item ?? {}) as Partial<Record<"key" | "value", unknown>>;
    return {
      ...(typeof key === "string" ? { key } : {}),
      ...(typeof value === "string" ? { value } : {}),
    };
  });
  const wrong = labels.flatMap((label, index) => violations(label, index, line));
  if (wrong.length > 0) {
    const message = wrong.map((violation) => `${violation.path}: ${violation.message}`).join(", ");
    throw new Refusal(422, `Invalid entity: ${message}`, wrong);
  }
  return labels.map(({ key = "", value = "" }) => ({ key, value }));
}

/**
 * Replaces the labels of an execution by those of a body, a list of `{key, value}`; Kestra's own stay. Throws a `Refusal` for
 * empty keys or values, for system labels, and up to 1.3 for a key that comes twice.
 */
export function setLabels(execution: Execution, body: unknown, line: Line): void {
  const labels = labelsIn(body, line);
  refuseSystemLabels(labels);
  const first = new Map<string, string>();
  for (const { key, value } of labels) {
    const earlier = first.get(key);
    if (earlier !== undefined && line !== "2.0") {
      throw new Refusal(
        409,
        `Illegal state: Duplicate key ${key} (attempted merging values ${earlier} and ${value})`,
      );
    }
    first.set(key, value);
  }
  replaceLabels(execution, [...labels, ...execution.labels.filter(isSystem)]);
}

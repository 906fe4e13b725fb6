import { InputError } from "../../../runtime/errors.ts";
import { isObject } from "../../../runtime/json.ts";
import { labelTexts } from "../../../runtime/compiled/label.ts";
import { say, shortened } from "../../../runtime/text/said.ts";

// A type, not an interface: only that is a JSON object to TypeScript.
type BackfillLabel = { key: string; value: string };

/**
 * Labels as a backfill takes them. They may be given by key, or as a list of `{ key, value }` and `key:value`. Kestra itself
 * checks none of them.
 * @throws InputError for anything else, and that names a label which is none
 */
export function backfillLabels(given: unknown): BackfillLabel[] | undefined {
  if (given === undefined || given === null) return undefined;
  if (Array.isArray(given)) return given.flatMap(labelOf);
  if (isObject(given)) return Object.entries(given).flatMap(([key, value]) => pair(key, value));
  throw refused(given);
}

function labelOf(given: unknown): BackfillLabel[] {
  if (isObject(given) && typeof given.key === "string") return pair(given.key, given.value);
  const [, key, value] = typeof given === "string" ? (/^([^:]+):(.*)$/s.exec(given) ?? []) : [];
  if (key === undefined || value === undefined) throw refused(given);
  return pair(key.trim(), value.trim());
}

function pair(key: string, value: unknown): BackfillLabel[] {
  return labelTexts([[key, value]]).map(([name, text]) => ({ key: name, value: text }));
}

function refused(given: unknown): InputError {
  const text = shortened(JSON.stringify(given), 80, "…");
  return new InputError(
    say`labels takes {key: value}, or a list of {key, value} objects or "key:value" texts, not ${text}.`,
  );
}

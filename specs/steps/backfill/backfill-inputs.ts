import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { Json } from "../../../runtime/json.ts";
import { isFile, type CheckedInput } from "../flow/checked-inputs.ts";
import { refuseFaults } from "../flow/flow-inputs.ts";

/** Inputs by their ids. */
export type Values = Record<string, Json>;

interface Checked {
  readonly inputs?: readonly CheckedInput[] | null | undefined;
}

/**
 * Refuses inputs with which each execution of a backfill would fail, since Kestra takes any. What a template makes of a value
 * is known only when it runs, so that it is not checked.
 * @param own of the trigger, which those given for the backfill add to
 * @param check asks Kestra about values, which starts nothing
 * @throws InputError naming each of them, its type and the reason
 */
export async function refuseBackfillFaults(
  given: Values,
  own: Values,
  check: (inputs: Values) => Promise<Checked>,
): Promise<void> {
  const files = Object.keys(given).filter((id) => isFile(given[id]));
  if (files.length > 0) {
    throw new InputError(
      say`Nothing was started: a backfill takes no file, as for ${files.join(", ")}; give the kestra:/// address of one that is there.`,
    );
  }
  const all = Object.entries({ ...own, ...given });
  const rendered = new Set(all.flatMap(([id, value]) => (isTemplate(value) ? [id] : [])));
  const values = Object.fromEntries(all.filter(([id]) => !rendered.has(id)));
  await refuseFaults(given, async () => {
    const { inputs } = await check(values);
    return { inputs: inputs?.map((it) => (rendered.has(String(it.id)) ? { id: it.id } : it)) };
  });
}

function isTemplate(value: unknown): boolean {
  return /\{\{|\{%/.test(JSON.stringify(value ?? null));
}

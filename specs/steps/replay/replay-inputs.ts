import { InputError } from "../../../runtime/errors.ts";
import { isObject, type Json, type JsonObject } from "../../../runtime/json.ts";
import { joined, say, type Said } from "../../../runtime/text/said.ts";
import { inputFaults, type CheckedInput } from "../flow/checked-inputs.ts";

/** Kestra's verdict on inputs, which names every input that the flow takes. */
type Check = (
  inputs: Record<string, Json>,
) => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>;

/**
 * The inputs of a replay with some of them changed: Kestra takes what it is sent alone, and the default of all others, so the
 * values of the execution that is replayed are sent along.
 * @param old of that execution
 * @param given those to change
 * @throws InputError naming each that is not as it is meant, before anything runs
 */
export async function replayInputs(
  execution_id: string,
  old: JsonObject,
  given: Readonly<Record<string, Json>>,
  check: Check,
): Promise<Record<string, Json>> {
  const known = ((await check({ ...given })).inputs ?? []).map(({ id }) => String(id));
  const kept = known.flatMap((id): [string, Json][] => {
    const value = Object.hasOwn(given, id) ? undefined : valueAt(old, id);
    return value === undefined || value === null ? [] : [[id, value]];
  });
  const sealed = kept.filter(([, value]) => isSealed(value));
  const inputs = { ...Object.fromEntries(kept), ...given };
  const secrets: readonly Said[] = sealed.map(
    ([id]) => say`input ${id} is a secret, whose value has to be given again`,
  );
  const faults = secrets.length > 0 ? secrets : inputFaults((await check(inputs)).inputs ?? [], inputs);
  if (faults.length === 0) return inputs;
  throw new InputError(say`Nothing was replayed. Of execution ${execution_id}: ${joined(faults, "; ")}.`);
}

/** What changed inputs do aside: up to 1.3 Kestra stores them in the execution that is replayed, too. */
export function rewritten(line: string): string | undefined {
  if (Number.parseInt(line, 10) >= 2) return undefined;
  return `Kestra ${line} stores the changed inputs in the execution that is replayed, too.`;
}

/** The value of an input, whose id may lead through objects: `server.port`. */
function valueAt(values: JsonObject, id: string): Json | undefined {
  if (Object.hasOwn(values, id)) return values[id];
  const [first = "", ...rest] = id.split(".");
  const inner = values[first];
  return rest.length > 0 && isObject(inner) ? valueAt(inner, rest.join(".")) : undefined;
}

/** Kestra stores the value of a SECRET input encrypted, and takes no such value back. */
function isSealed(value: Json): boolean {
  const type = isObject(value) ? value["type"] : undefined;
  return typeof type === "string" && type.startsWith("io.kestra.datatype:");
}

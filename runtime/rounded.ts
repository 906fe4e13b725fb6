import { InputError } from "./errors.ts";
import { RoundedNumber } from "./foreign-json.ts";
import { say } from "./said.ts";

/** Digits that a message shows at most. */
const most = 60;

/** A list or object on the way down, and where it stands. */
interface Held {
  readonly value: object;
  readonly key: string;
  readonly within?: Held;
}

/** @throws InputError for a number among the arguments that would be rounded, naming its place */
export function refuseRounded(values: Readonly<Record<string, unknown>>): void {
  // Not by recursion: how deep it goes is for whoever calls to say.
  const left: Held[] = [{ value: values, key: "" }];
  for (let held = left.pop(); held !== undefined; held = left.pop()) {
    for (const [key, value] of Object.entries(held.value) as [string, unknown][]) {
      if (value instanceof RoundedNumber) throw refused(value, { value, key, within: held });
      if (typeof value === "object" && value !== null) left.push({ value, key, within: held });
    }
  }
}

function refused({ digits }: RoundedNumber, held: Held): InputError {
  const shown = digits.length > most ? `${digits.slice(0, most)}…` : digits;
  return new InputError(
    say`${placeOf(held)} is ${shown}, a number that would be rounded on its way: give it as text, "${shown}".`,
  );
}

/** `inputs.rows[3].id` */
function placeOf(held: Held): string {
  const keys: string[] = [];
  for (let one = held; one.within !== undefined; one = one.within) {
    keys.unshift(Array.isArray(one.within.value) ? `[${one.key}]` : `.${one.key.slice(0, most)}`);
  }
  return keys.join("").replace(/^\./, "");
}

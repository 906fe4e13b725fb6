import { InputError } from "../errors.ts";
import { RoundedNumber } from "./foreign-json.ts";
import { say, shortened } from "../text/said.ts";

/** Digits that a message shows at most. */
const most = 60;

/** Characters of a place that a message shows at most. */
const mostPlace = 300;

/** A list or object on the way down, and where it stands. */
interface Held {
  readonly value: object;
  readonly key: string;
  readonly within?: Held;
}

/** A number that would be rounded, and where it is. */
interface FoundNumber {
  readonly number: RoundedNumber;
  /** Such as `inputs.rows[3].id`. */
  readonly place: string;
  /** The same, one key after the other. */
  readonly keys: readonly string[];
  /** Puts something else in its place. */
  readonly write: (value: string) => void;
}

/** The numbers in a value that a double would round, one after the other; none is looked for behind one that is not asked for. */
export function roundedIn(values: object): Iterable<FoundNumber> {
  return holdsRounded(values) ? placesIn(values) : [];
}

/** Of nearly all values no place need be known. */
function holdsRounded(values: object): boolean {
  const left = [values];
  for (let holder = left.pop(); holder !== undefined; holder = left.pop()) {
    for (const key in holder) {
      const value = (holder as Record<string, unknown>)[key];
      if (typeof value !== "object" || value === null) continue;
      if (value instanceof RoundedNumber) return true;
      left.push(value);
    }
  }
  return false;
}

function* placesIn(values: object): Generator<FoundNumber> {
  // Not by recursion: how deep it goes is for whoever calls to say.
  const left: Held[] = [{ value: values, key: "" }];
  for (let held = left.pop(); held !== undefined; held = left.pop()) {
    const within = held;
    for (const [key, value] of Object.entries(held.value) as [string, unknown][]) {
      if (value instanceof RoundedNumber) {
        const write = (text: string) => {
          (within.value as Record<string, unknown>)[key] = text;
        };
        const found = { value, key, within };
        yield { number: value, place: placeOf(found), keys: keysOf(found).map((one) => one.key), write };
      } else if (typeof value === "object" && value !== null) left.push({ value, key, within });
    }
  }
}

/**
 * @param holdsTexts whether an argument is an object of values of which each may be given as a text that holds JSON; where it is
 * not, that holds for the argument itself
 * @throws InputError for a number among the arguments that would be rounded, naming its place
 */
export function refuseRounded(
  values: Readonly<Record<string, unknown>>,
  holdsTexts: (argument: string) => boolean = () => true,
): void {
  for (const { number, place, keys } of roundedIn(values)) {
    const shown = shortened(number.digits, most, "…");
    const [argument = "", key = ""] = keys;
    const unit = holdsTexts(argument) ? [argument, key] : [argument];
    const advice =
      keys.length <= unit.length
        ? say`give it as text, "${shown}"`
        : say`give ${shortened(unit.join("."), most, "…")} whole as a text that holds JSON, or just this as text, "${shown}", which makes it a text`;
    throw new InputError(
      say`${shortened(place, mostPlace, "…")} is ${shown}, a number that would be rounded on its way: ${advice}.`,
    );
  }
}

/** What it lies in, from the outside on, and itself. */
function keysOf(held: Held): Held[] {
  const all: Held[] = [];
  for (let one = held; one.within !== undefined; one = one.within) all.unshift(one);
  return all;
}

/** `inputs.rows[3].id` */
function placeOf(held: Held): string {
  const keys = keysOf(held).map(({ key, within }) => (Array.isArray(within?.value) ? `[${key}]` : `.${key}`));
  return keys.join("").replace(/^\./, "");
}

import type { JsonObject } from "../json.ts";
import { roundedIn } from "./rounded.ts";
import { joined, own, say } from "../text/said.ts";

/** Places that a note names at most. */
const most = 8;

/**
 * An output whose numbers that a double would round are the texts of their digits; which they are then stands in `note`,
 * since nobody could tell them from texts. The output itself where there is none.
 * @param mask takes credentials out of the names of foreign keys
 */
export function withExactNumbers(output: JsonObject, mask: (text: string) => string): JsonObject {
  const places: string[] = [];
  for (const { number, place, write } of roundedIn(output)) {
    write(number.digits);
    places.push(place);
  }
  if (places.length === 0) return output;
  const more = places.length > most ? say` and ${places.length - most} more` : say``;
  const are = own(places.length === 1 ? "is a number" : "are numbers");
  const said = say`${joined(places.slice(0, most), ", ")}${more} ${are}, written as text here, so that no digit is lost.`;
  return { ...output, note: said.masked(mask) };
}

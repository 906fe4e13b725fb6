import { parseRelease, type Release } from "../../kestra/release.ts";
import { mustBe, type Reader } from "./reader.ts";

/** A release of Kestra by its numbers. */
export const release: Reader<Release> = (text, name) => {
  const parsed = parseRelease(text);
  if (parsed !== undefined) return parsed;
  throw mustBe(name, "a release such as 1, 1.3.3 or v2.0.1", text);
};

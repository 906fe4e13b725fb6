import type { Bound } from "../../auth/bound.ts";
import { mustBe, type Reader } from "./reader.ts";

/** Namespaces with commas between; `.*` at the end of one stands for all below it besides. One at least. */
export const namespaces: Reader<Bound> = (text, name) => {
  const words = text.split(",").map((one) => one.trim());
  return words.map((word) => {
    const below = word.endsWith(".*");
    const namespace = below ? word.slice(0, -2) : word;
    if (/^[a-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/.test(namespace)) return { namespace, below };
    throw mustBe(
      name,
      "namespaces with commas between, such as company.team, or company.team.* with all below it",
      text,
    );
  });
};

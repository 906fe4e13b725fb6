import { expect, it } from "vitest";
import { namespaceEntry, withWord } from "../../../specs/functions/namespace.ts";

it.each([
  [{ id: "company" }, "company (created)"],
  [{ id: "company", disabled: false }, "company (created)"],
  [{ id: "company", disabled: true }, "company (not created)"],
  [{ id: "company", disabled: null }, "company (not created)"],
  [{}, "<unknown> (created)"],
])("writes %j as %s", (namespace, entry) => {
  expect(namespaceEntry(namespace)).toBe(entry);
});

it("gives an id that holds a word, whatever its case", () => {
  expect(withWord("company.data", " DATA ")).toBe("company.data");
  expect(withWord("company.team", " DATA ")).toBeUndefined();
  expect(withWord("company.team", "")).toBe("company.team");
  expect(withWord("company.team")).toBe("company.team");
});

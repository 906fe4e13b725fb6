import { expect, it } from "vitest";
import { namespaceEntry } from "../../../specs/functions/namespace.ts";
import { withWord } from "../../../specs/steps/namespaces.ts";

it.each([
  [{ id: "company" }, "company (created)"],
  [{ id: "company", disabled: false }, "company (created)"],
  [{ id: "company", disabled: true }, "company (not created)"],
  [{ id: "company", disabled: null }, "company (not created)"],
  [{}, "<unknown> (created)"],
])("writes %j as %s", (namespace, entry) => {
  expect(namespaceEntry(namespace)).toBe(entry);
});

it("finds a part of an id, whatever its case", () => {
  expect(withWord(["company.data", "company.team"], " DATA ")).toEqual(["company.data"]);
  expect(withWord(["company.data", "company.team"], "")).toEqual(["company.data", "company.team"]);
});

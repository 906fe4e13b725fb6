import { describe, expect, it } from "vitest";
import { inputFaults as faultsOf } from "../../../../specs/steps/flow/checked-inputs.ts";

const inputFaults = (...of: Parameters<typeof faultsOf>): readonly string[] => faultsOf(...of).map(String);

const at = {
  id: "at",
  type: "DATETIME",
  errors: [{ message: " errors:\n```\nText 'yesterday' could not be parsed at index 0\n```" }],
};

describe("inputFaults", () => {
  it("names the input and its type where Kestra's reason does not", () => {
    expect(inputFaults([at], { at: "yesterday" })).toEqual([
      "input at (DATETIME): Text 'yesterday' could not be parsed at index 0",
    ]);
  });

  it("gives each reason, and one where Kestra gives none", () => {
    const inputs = [at, { id: "n", type: "INT", errors: [{ message: null }, { message: "too large." }] }];
    expect(inputFaults(inputs, {})).toHaveLength(3);
    expect(inputFaults(inputs, {}).slice(1)).toEqual([
      "input n (INT): it is refused",
      "input n (INT): too large",
    ]);
  });

  it("says how a file is given", () => {
    const errors = [{ message: " errors:\n```\ntext (No such file or directory)\n```" }];
    expect(inputFaults([{ id: "upload", type: "FILE", errors }], { upload: "text" })).toEqual([
      'input upload (FILE): text (No such file or directory) (a file is {"$file": name, "text": content})',
    ]);
  });

  it.each(["perhaps", "yes", "1", "on", 1, 0, [true], {}])("does not take %j for a boolean", (ok) => {
    for (const type of ["BOOL", "BOOLEAN"]) {
      expect(inputFaults([{ id: "ok", type, errors: [] }], { ok })).toEqual([
        `input ok (${type}): ${JSON.stringify(ok)} is neither true nor false`,
      ]);
    }
    expect(inputFaults([{ id: "ok", type: "STRING" }], { ok })).toEqual([]);
  });

  it.each([true, false, "true", "False", "TRUE", "", null, undefined])("takes %j for one", (ok) => {
    expect(inputFaults([{ id: "ok", type: "BOOL", errors: null }], { ok })).toEqual([]);
  });

  it.each([
    ["", "an empty text"],
    [null, "null"],
  ])("does not let a default take the place of %j without a word", (s, shown) => {
    const given = { id: "s", type: "STRING", isDefault: true, errors: [] };
    expect(inputFaults([given], { s })).toEqual([
      `input s (STRING): Kestra takes ${shown} for no value, so that its default would be used; leave the input out for that`,
    ]);
    expect(inputFaults([given], {})).toEqual([]);
    expect(inputFaults([{ ...given, isDefault: false }], { s })).toEqual([]);
    const missing = { ...given, isDefault: false, errors: [{ message: "Missing required input:s" }] };
    expect(inputFaults([missing], { s })).toEqual([
      `input s (STRING): Missing required input:s (Kestra takes ${shown} for no value)`,
    ]);
  });

  it("tells of a value for an input that is not there", () => {
    expect(inputFaults([{ id: "a" }, { id: "b" }], { a: 1, c: 2 })).toEqual([
      "there is no input c, it takes a, b",
    ]);
    expect(inputFaults([], { c: null })).toEqual(["there is no input c, it takes none"]);
  });
});

import { expect, it } from "vitest";
import {
  bytesOf,
  filesIn,
  readable,
  textOf,
  typeOf,
  valueAt,
} from "../../../../specs/steps/artifacts/value.ts";

const secret = { type: "io.kestra.datatype:aes_encrypted", value: "c2VjcmV0" };
const file = "kestra:///company/team/get-data/executions/5xYz/tasks/a/b/c.csv";

it("tells the type of an output", () => {
  const values = [file, "a", 1, true, null, undefined, [1], { a: 1 }, secret];
  expect(values.map(typeOf)).toEqual([
    "file",
    "string",
    "number",
    "boolean",
    "null",
    "null",
    "array",
    "object",
    "encrypted",
  ]);
});

it("counts bytes of a text, else of its JSON", () => {
  expect([bytesOf("größe"), bytesOf(12), bytesOf({ a: "ä" }), bytesOf(undefined)]).toEqual([7, 2, 10, 4]);
});

it("never gives what is encrypted", () => {
  const given = readable({ a: [secret, { b: secret }], c: 1 });
  expect(given).toEqual({ a: ["(encrypted)", { b: "(encrypted)" }], c: 1 });
  expect(textOf(given)).not.toContain("c2VjcmV0");
});

it("finds a value by its name, and by the names that lead to it", () => {
  const outputs = { uri: file, "a.b": 1, outputFiles: { "x.csv": file, deep: { er: null } }, constructor: 2 };
  expect(valueAt(outputs, "uri")).toEqual({ value: file });
  expect(valueAt(outputs, "a.b")).toEqual({ value: 1 });
  expect(valueAt(outputs, "outputFiles.x.csv")).toEqual({ value: file });
  expect(valueAt(outputs, "outputFiles.deep.er")).toEqual({ value: null });
  for (const name of ["toString", "outputFiles.", "uri.length", "outputFiles.y"])
    expect(valueAt(outputs, name)).toBeUndefined();
});

it("finds each file with the names that lead to it", () => {
  expect(filesIn({ uri: file, list: ["a", file], text: `see ${file}` }, "write")).toEqual([
    [file, "write.uri"],
    [file, "write.list[1]"],
  ]);
});

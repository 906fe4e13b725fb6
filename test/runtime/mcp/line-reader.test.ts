import { describe, expect, test } from "vitest";
import { createIdFinder } from "../../../runtime/mcp/wire/id-finder.ts";
import { createLineReader } from "../../../runtime/mcp/wire/line-reader.ts";

describe("a line reader", () => {
  const read = (most: number, chunks: readonly string[]) => {
    const got: string[] = [];
    const reader = createLineReader(most, {
      line: (bytes) => got.push(bytes.toString()),
      tooLong: (finder) => got.push(`too long: ${JSON.stringify(finder.ids())}`),
    });
    for (const chunk of chunks) reader.give(Buffer.from(chunk));
    reader.end();
    return got;
  };

  test.each<[readonly string[], readonly string[]]>([
    [["a\nb\n"], ["a", "b"]],
    [
      ["a", "b", "\n", "c"],
      ["ab", "c"],
    ],
    [["a\n\nb"], ["a", "", "b"]],
    [["12345678\n123456789\nab\n"], ["12345678", "too long: [null]", "ab"]],
    [
      ['{"id":', '"x"', ',"a"', ":1}\nok"],
      ['too long: ["x"]', "ok"],
    ],
    [["123456789"], ["too long: [null]"]],
  ])("of at most 8 bytes reads %j as %j", (chunks, expected) => {
    expect(read(8, chunks)).toEqual(expected);
  });
});

test.each<[string, readonly unknown[]]>([
  ['{"id":7}', [7]],
  ['{ "method" : "a" , "id" : "b" }', ["b"]],
  ['{"params":{"id":1,"a":["id",2]},"id":3', [3]],
  ['{"x":"\\"id\\":1","id":"\\u00e9}"}', ["é}"]],
  ['{"id":{"id":1}}', [null]],
  ['{"id":null,"a":1}', [null]],
  ['["id",1]', [null]],
  ['[{"id":1}]', [1]],
  ['[{"id":1,"method":"a","params":{"id":9}},{"id":"b","x":[{"id":8}]},{"id":1}]', [1, "b"]],
  ['[{"method":"a"},{"method":"b","id":2}', [2]],
  ['[[{"id":1}],{"id":2}]', [2]],
  ['{"id":1}{"id":2}', [1, 2]],
  ['{"id":1,"method":"a","params":{"x":NaN}}', [1]],
  ['{"method":"a","params":{"id":1}}', []],
  ['{"id":1,"result":{"id":2}}', []],
  ['{"id":null,"method":"a"}', [null]],
  ['}]{"id":1}', [1]],
  ["", [null]],
  ['{"a":"id","b":5}', [null]],
  ['{"id":1.5}', [null]],
  ["nonsense", [null]],
])("an error about %s answers %j, in whatever parts it comes", (text, ids) => {
  const bytes = Buffer.from(text);
  for (const size of [1, 3, bytes.length]) {
    const finder = createIdFinder();
    for (let at = 0; at < bytes.length; at += size) finder.give(bytes.subarray(at, at + size));
    expect(finder.ids()).toEqual(ids);
  }
});

import { describe, expect, it } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { placeAt, yamlTrees, type YamlNode } from "../../../runtime/yaml/tree.ts";

/** A tree as plain values: `text@line:column`. */
function shown(node: YamlNode | undefined, source: string): unknown {
  if (node === undefined) return undefined;
  if (node.entries !== undefined)
    return Object.fromEntries([...node.entries].map(([key, value]) => [key, shown(value, source)]));
  if (node.items !== undefined) return node.items.map((item) => shown(item, source));
  const { line, column } = placeAt(source, node.start);
  return `${node.text ?? "?"}@${line}:${column}`;
}

const trees = async (source: string) => (await yamlTrees(source)).map((tree) => shown(tree, source));

describe("the tree of a YAML", () => {
  it("has mappings and sequences, each entry at its key", async () => {
    const source = "id: hello\ntasks:\n  - id: a\n    type: Log\n  - id: b\n    list: [x, {y: z}]\n";
    expect(await trees(source)).toEqual([
      {
        id: "hello@1:1",
        tasks: [
          { id: "a@3:5", type: "Log@4:5" },
          { id: "b@5:5", list: ["x@6:12", { y: "z@6:16" }] },
        ],
      },
    ]);
  });

  it("has a mapping at its first key", async () => {
    const source = "- id: a\n-   {id: b}\n";
    const [tree] = await yamlTrees(source);
    expect(tree?.items?.map((item) => placeAt(source, item?.start ?? -1).column)).toEqual([3, 5]);
  });

  it("knows quotes, comments, blocks and items that are empty", async () => {
    const source = "# first\n'a b': \"c\"\nlist:\n  -\n  - d\ntext: |\n  long\n  text\nalias: *x\n";
    expect(await trees(source)).toEqual([
      { "a b": "c@2:1", list: [undefined, "d@5:5"], text: "long\ntext\n@6:1", alias: "?@9:1" },
    ]);
  });

  it("has a root for each document, of keys that come twice the first, and none of an empty text", async () => {
    expect(await trees("---\na: 1\na: 2\n---\nb: 3\n")).toEqual([{ a: "1@2:1" }, { b: "3@5:1" }]);
    expect(await trees("")).toEqual([]);
    expect(await trees("words")).toEqual(["words@1:1"]);
  });

  it("passes over what is ill-formed", async () => {
    const source = "tasks:\n  - id: a\n   message: wrong\nid: [x\n";
    await expect(yamlTrees(source)).resolves.toHaveLength(1);
  });

  it.each(["- ", "[", "{a: ", "? "])("refuses what is nested too deeply: %j", async (mark) => {
    await expect(yamlTrees(mark.repeat(50_000))).rejects.toThrow(InputError);
  });
});

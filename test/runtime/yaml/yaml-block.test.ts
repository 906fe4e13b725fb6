import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { yamlTrees } from "../../../runtime/yaml/tree.ts";

/** The text of the key `a`, as we read it and as a library does. */
async function both(source: string): Promise<readonly unknown[]> {
  const [tree] = await yamlTrees(source);
  return [tree?.entries?.get("a")?.text, (parse(source) as { readonly a: string }).a];
}

describe("a block scalar", () => {
  it.each([
    "a: |\n  one\n  two\nb: 1\n",
    "a: |-\n  one\n\n  two\n\nb: 1\n",
    "a: |+\n  one\n\n\nb: 1\n",
    "a: >-\n  one\n  two\n\n  three\n\n\n  four\nb: 1\n",
    "a: >\n  one\n    code\n    more\n  two\nb: 1\n",
    "a: > # why\n  one\n  two\n",
    "a: |2-\n    one\n  two\n",
    "a: |\n\n  one\n",
    "a: |-\n\nb: 1\n",
    "a: |\r\n  one\r\n  two\r\n",
  ])("%j is read as YAML reads it", async (source) => {
    const [ours, theirs] = await both(source);
    expect(ours).toBe(theirs);
  });
});

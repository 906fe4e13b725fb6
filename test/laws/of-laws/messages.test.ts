import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Project, SyntaxKind, type CallExpression } from "ts-morph";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "test/laws");

/** `expect(found).toEqual([])`: whoever breaks such a law sees a list, and must be told what to do with it. */
function isListOfFaults(call: CallExpression): boolean {
  const matcher = call.getParentIfKind(SyntaxKind.PropertyAccessExpression);
  const matched = matcher?.getParentIfKind(SyntaxKind.CallExpression);
  return matcher?.getName() === "toEqual" && matched?.getArguments()[0]?.getText() === "[]";
}

function bare(text: string): readonly number[] {
  const project = new Project({ useInMemoryFileSystem: true });
  return project
    .createSourceFile("law.ts", text)
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText() === "expect" && call.getArguments().length < 2)
    .filter(isListOfFaults)
    .map((call) => call.getStartLineNumber());
}

it("A law that finds faults says what to do about them", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const laws = files.filter((file) => file.endsWith(".test.ts"));
  expect(laws.length, "Look for the laws where they are.").toBeGreaterThan(40);
  const faults = laws.flatMap((file) => {
    const path = join(folder, file);
    return bare(readFileSync(path, "utf8")).map((line) => `${relative(root, path)}:${line}`);
  });
  expect(
    faults,
    'Give expect a second argument, a sentence that says what to do: expect(faults, "Rename it.").',
  ).toEqual([]);
});

it("A law without one is found", () => {
  const text = 'expect(a).toEqual([]);\nexpect(a, "Mend a.").toEqual([]);\nexpect(a).toEqual([1]);';
  expect(bare(text), "Look at each expect of a list of faults.").toEqual([1]);
});

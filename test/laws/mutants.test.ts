import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../support/source.ts";

const mutants = parse(readFileSync(join(root, "test/mutants.yaml"), "utf8")) as readonly {
  readonly breaks: string;
  readonly file: string;
  readonly find: string;
  readonly red: string;
}[];

it.each(mutants)("the mutant of “$breaks” has its place and its test", ({ file, find, red }) => {
  expect(existsSync(join(root, file)), file).toBe(true);
  expect(readFileSync(join(root, file), "utf8").split(find).length - 1, `times of ${find}`).toBe(1);
  if (red.startsWith("generate")) return;
  const [, path = ""] = /^\S+ ([^:]+)/.exec(red) ?? [];
  expect(existsSync(join(root, path)), path).toBe(true);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile, type Compilation } from "../../../../generator/compile.ts";
import { refuseStale } from "../../../../generator/commands/surface/stale.ts";
import { changed, compileInputs } from "../../../../generator/workspace/project.ts";
import { readTree } from "../../../../generator/workspace/files.ts";
import { root } from "../../../support/source.ts";

const told = readFileSync(join(root, "generated/tools.json"), "utf8");
const project = new Map(
  (await readTree(root, "specs", /\.(yaml|ts|json|css)$/)).map((it) => [it.path, it.text]),
);
const refusing = (text: string, now: Compilation) => () => {
  refuseStale(text, now);
};
const path = "specs/kv/manage_kv_store.yaml";

it("what is generated is taken while it is what the specs say, however it is laid out", () => {
  const now = compile(compileInputs(project));
  refuseStale(told, now);
  refuseStale(JSON.stringify(JSON.parse(told)), now);
  expect(refusing(told.replace('"name"', '"nam"'), now)).toThrow("run `npm run generate` first");
  expect(refusing("", now)).toThrow("run `npm run generate` first");
});

it("specs with an error are refused", () => {
  const broken = compile(compileInputs(changed(project, [[path, "colour: red\n"]])));
  expect(refusing(told, broken)).toThrow("The specs have errors");
});

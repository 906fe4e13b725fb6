import { expect, it } from "vitest";
import { compile } from "../../../../generator/compile.ts";
import type { Contract, ContractOperation } from "../../../../generator/contract/contract.ts";
import { changed, compileInputs, contractPath } from "../../../../generator/workspace/project.ts";
import { draftOf } from "../../../../generator/commands/new/draft/draft.ts";
import { newest } from "../../../../generator/commands/new/draft/endpoint.ts";
import { knownOf } from "../../../../generator/commands/new/ground.ts";
import { nameFor } from "../../../../generator/commands/new/name.ts";
import { fileOf, known, project, toldBy } from "./project.ts";

/** What a document may say in words that end up in YAML, in TypeScript and before an agent. */
const texts = [
  "a: b # c",
  "`${process.env.HOME}` and `delete_everything`",
  "- [x] {y}",
  "\"quoted\" 'twice' \\ and more",
  "%YAML & *alias !tag |",
  "---",
  "true",
  "2.0",
  "x".repeat(290),
  "Ends with a colon:",
];

it("what a document says stays text", () => {
  const line = known.world.lines.at(-1) ?? "";
  const contract = JSON.parse(project.get(contractPath(line)) ?? "") as Contract;
  const operations = texts.map((text, i): ContractOperation => ({
    method: "GET",
    path: `/api/v1/{tenant}/zebras/${"z".repeat(i + 1)}/{id}`,
    operationId: `constructorOf${"Z".repeat(i + 1)}`,
    summary: text,
    editions: ["oss", "ee"],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" }, description: text }],
    answers: [{ status: 200, media: { "application/json": { type: "object", properties: {} } } }],
  }));
  const grown = { ...contract, operations: [...contract.operations, ...operations] };
  const inputs = changed(project, [[contractPath(line), JSON.stringify(grown)]]);
  const here = knownOf(compileInputs(inputs));
  const zebras = here.endpoints.filter((it) => newest(it).path.includes("/zebras/"));
  const files = zebras.map((it) => fileOf(draftOf(here, it, nameFor(it, here.world.tools), "flow")));
  expect(new Set(files.map(({ path }) => path)).size).toBe(texts.length);

  const compiled = compile(
    compileInputs(
      changed(
        inputs,
        files.map(({ path, text }) => [path, text]),
      ),
    ),
  );
  expect(toldBy(compiled).filter((it) => files.some(({ path }) => it.startsWith(path)))).toEqual([]);
  for (const { path } of files) {
    const model = compiled.models.find(({ source }) => source === path);
    expect(model?.description).toMatch(/^[A-Z][^\n]{20,499}$/);
    expect(model?.description).toMatch(/[.!?]$/);
    expect(model?.description).not.toMatch(/[`_{}]/);
  }
});

import { join } from "node:path";
import { Project, ts } from "ts-morph";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, type Compilation } from "../../../../generator/compile.ts";
import { emit } from "../../../../generator/emit/emit.ts";
import { changed, compileInputs } from "../../../../generator/workspace/project.ts";
import type { Draft } from "../../../../generator/commands/new/draft/draft.ts";
import { isOpen } from "../../../../generator/commands/new/draft/endpoint.ts";
import { flatten } from "../../../../generator/contract/schema.ts";
import { requireBounded } from "../../../../runtime/call/arguments/lengths.ts";
import { limits } from "../../../../runtime/limits.ts";
import { isObject } from "../../../../runtime/json.ts";
import { root } from "../../../support/source.ts";
import { laxNodes } from "../../../laws/schemas/strict-schema.ts";
import { draftsOf, fileOf, known, project, toldBy } from "./project.ts";
import type { SourceFile } from "../../../../generator/diagnostics/source-file.ts";

const line = known.world.lines.at(-1) ?? "";
const endpoints = known.endpoints;
const drafts = draftsOf(endpoints);
const onNewest = endpoints.map((it) => it.routes.some((route) => route.line === line));

/** How many type errors of generated code are shown. */
const shown = 5;

let compiled: Compilation;

const text = (most: number) => "a".repeat(most + 1);
const list = Array.from({ length: limits.entries + 1 }, () => 1);

function isTaken(model: Compilation["models"][number], values: Readonly<Record<string, unknown>>): boolean {
  try {
    requireBounded(model, values);
    return true;
  } catch {
    return false;
  }
}

beforeAll(() => {
  const files = drafts.map((draft) => fileOf(draft)).map(({ path, text }) => [path, text] as const);
  compiled = compile(compileInputs(changed(project, files)));
}, 120_000);

describe("every operation of the contracts", () => {
  it("can be made a tool that compiles without an error", () => {
    expect(drafts.length).toBeGreaterThan(500);
    const errors = compiled.diagnostics.filter((it) => it.severity === "error");
    expect(toldBy({ ...compiled, diagnostics: errors })).toEqual([]);
    const made = new Set(compiled.models.map(({ name }) => name));
    expect(drafts.filter(({ name }) => !made.has(name))).toEqual([]);
  });

  it("is said as the strictest client wants it", () => {
    const lax = compiled.models.flatMap(({ name, inputSchema, outputSchema }) => [
      ...laxNodes(inputSchema).map((what) => `${name} takes: ${what}`),
      ...laxNodes(outputSchema).map((what) => `${name} gives: ${what}`),
    ]);
    expect(lax).toEqual([]);
  });

  it("is held to a limit in each of its texts and lists, and only a body's may be long", () => {
    const open = compiled.models.flatMap((model) =>
      Object.entries(model.inputSchema.properties).flatMap(([name, { type }]) => {
        // In place of a list or an object a text is its JSON.
        const isLong = type === "array" || type === "object" || model.longTexts?.includes(name) === true;
        const values = [text(isLong ? limits.longText : limits.text), list];
        return values.some((value) => isTaken(model, { [name]: value })) ? [`${model.name}: ${name}`] : [];
      }),
    );
    expect(open).toEqual([]);
    expect(compiled.models.flatMap(({ longTexts = [] }) => longTexts).length).toBeGreaterThan(5);
  });

  it("of the newest line's open-source contract is among them", () => {
    const operations = known.world.contracts.get(line)?.operations ?? [];
    const open = operations.filter(({ editions }) => editions.includes("oss"));
    const routes = new Set(
      endpoints.flatMap((it) =>
        it.routes.flatMap((route) =>
          route.line === line ? [`${route.operation.method} ${route.operation.path}`] : [],
        ),
      ),
    );
    expect(open.length).toBeGreaterThan(200);
    expect(open.filter((it) => !routes.has(`${it.method} ${it.path}`))).toEqual([]);
  });

  it("has a first projection of at least two fields where its answer is told", () => {
    const poor = endpoints.flatMap(({ routes }, i) => {
      const last = routes.at(-1);
      const contract = known.world.contracts.get(last?.line ?? "");
      const answer = last?.operation.answers.find(({ status }) => status >= 200 && status < 300);
      const schema = Object.entries(answer?.media ?? {}).find(([media]) => media.endsWith("/json"))?.[1];
      if (contract === undefined || schema === undefined) return [];
      const flat = flatten(contract, schema);
      const of = flat.type === "array" ? flatten(contract, flat.items ?? {}) : flat;
      const names = Object.keys(of.properties ?? {}).filter(
        (it) => !/secret|token|password|deleted/i.test(it),
      );
      const keys = outputKeys(drafts[i]);
      return names.length >= 2 && keys < 2
        ? [`${drafts[i]?.name ?? ""}: ${keys} of ${names.join(", ")}`]
        : [];
    });
    expect(poor).toEqual([]);
  });

  it("says of each secret-looking field nothing at first", () => {
    const text = JSON.stringify(drafts.map(({ tool }) => tool.output));
    expect(text).not.toMatch(/"\w*(?:password|secret|token)\w*"/i);
  });

  it("keeps the laws of texts", () => {
    for (const { name, tool } of drafts) {
      expect(name).toMatch(/^[a-z]+(?:_[a-z]+)+$/);
      expect(tool.description, name).toMatch(/^[A-Z][^\n]{20,499}$/);
      expect(tool.description, name).toMatch(/[.!?]$/);
      expect(tool.description, name).not.toMatch(/\s{2}|[a-z]_[a-z]/);
    }
    for (const { name, inputSchema } of compiled.models) {
      for (const [argument, { description = "" }] of Object.entries(inputSchema.properties)) {
        expect(description.length, `${name}.${argument}`).toBeGreaterThan(0);
        expect(description.length, `${name}.${argument}`).toBeLessThanOrEqual(200);
      }
    }
  });

  it("marks each place that a person must look at in its YAML", () => {
    for (const draft of drafts) {
      const marks = fileOf(draft).text.match(/# Edit: /g)?.length ?? 0;
      expect(marks, draft.name).toBe(draft.edits.length);
    }
    report(
      "open-source",
      drafts.filter((_, i) => onNewest[i] === true && endpoints[i] !== undefined && isOpen(endpoints[i])),
    );
    report(
      "all",
      drafts.filter((_, i) => onNewest[i] === true),
    );
  });

  it("is printed as code without a type error", { timeout: 300_000 }, () => {
    const some = new Set(drafts.filter((_, i) => i % 12 === 0).map(({ name }) => name));
    const models = compiled.models.filter(({ name }) => some.has(name));
    expect(models.length).toBe(some.size);
    const files = emit(models, compiled).filter(({ path }) => path.split("/").length === 3);
    expect(typeErrors(files).slice(0, shown)).toEqual([]);
  });
});

/** How many keys a result has, or each row of it. */
function outputKeys(draft: Draft | undefined): number {
  const output: unknown = draft?.tool.output;
  if (typeof output === "string") return output === "all" ? Infinity : 1;
  const values: readonly unknown[] = isObject(output) ? Object.values(output) : [];
  const forms: readonly unknown[] = [output, ...values];
  return Math.max(
    ...forms.filter(isObject).map((it) => (Array.isArray(it.pick) ? it.pick.length : Object.keys(it).length)),
  );
}

function report(which: string, of: readonly Draft[]): void {
  const needy = of.filter(({ edits }) => edits.length > 0);
  const reasons = [...new Set(needy.flatMap(({ edits }) => edits.map((it) => it.reason)))].sort();
  const counts = reasons.map(
    (reason) => `${reason} ${needy.filter((it) => it.edits.some((one) => one.reason === reason)).length}`,
  );
  process.stdout.write(
    `${which} operations of ${line}: ${of.length}; ${needy.length} need an edit (${counts.join(", ")})\n`,
  );
}

/** Checks files that exist in memory alone, beside those of the project. */
function typeErrors(files: readonly SourceFile[]): readonly string[] {
  const project = new Project({
    tsConfigFilePath: join(root, "tsconfig.json"),
    skipAddingFilesFromTsConfig: true,
  });
  for (const { path, text } of files) project.createSourceFile(join(root, path), text, { overwrite: true });
  return project
    .getPreEmitDiagnostics()
    .map(({ compilerObject: { file, messageText } }) =>
      [file?.fileName ?? "", ts.flattenDiagnosticMessageText(messageText, "\n")].join(": "),
    );
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { parseTool } from "../../../generator/spec/parse/parse-tool.ts";
import { parseToolsets } from "../../../generator/spec/parse/parse-toolsets.ts";
import { parseVocabulary } from "../../../generator/spec/parse/parse-vocabulary.ts";
import { printDiagnostics } from "../../../generator/diagnostics/print.ts";

const valid = `# yaml-language-server: $schema=../tool.schema.json
description: >-
  Pause a running execution, "quoted" — or 日本.
effect: write
request:
  "1.0": POST /api/v1/{tenant}/executions/{executionId}/pause
  "2.0": POST /api/v1/{tenant}/executions/{executionId}/actions/pause
params: &params
  execution_id:
  size: { to: query.size, default: 10, enum: [10, 20] }
output: { each: results, as: results, pick: [id, { state: state.current }], keep: [total] }
advice:
  409: The execution is not running.
examples:
  - ask: Pause execution 5xYz.
    call: { execution_id: 5xYz }
    sends: { "1.0": POST /api/v1/main/a, "2.0": { request: POST /api/v1/main/b, body: [1, true, null] } }
`;

const path = "specs/flow/sample.yaml";

/** Pieces that mean something to YAML, or trip it. */
const piece = fc.oneof(
  fc.constantFrom(...Array.from("\t\n\r \0:-?[]{},&*!|>'\"%@`#~<=.é日😀\u2028\ufeff\ud800")),
  fc.constantFrom(
    "---\n",
    "...\n",
    "<<: ",
    "&a ",
    "*a",
    "!!map ",
    "%YAML 1.1\n",
    "1.0: ",
    "? ",
    "- ",
    "''",
    '"\\x',
    "true: ",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

const edit = fc.record({
  at: fc.nat(valid.length),
  drop: fc.nat(12),
  insert: piece,
  from: fc.nat(valid.length),
  copy: fc.nat(40),
});

const mutated = fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
  edits.reduce((text, { at, drop, insert, from, copy }) => {
    const copied = copy > 30 ? text.slice(from, from + copy) : "";
    return text.slice(0, at) + insert + copied + text.slice(at + drop);
  }, valid),
);

describe("any text", { timeout: 60_000 }, () => {
  it("is parsed or refused, never thrown on", () => {
    const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        check(text);
        const file = { path, text };
        const others = [...parseToolsets(file).diagnostics, ...parseVocabulary(file).diagnostics];
        for (const diagnostic of others) expectInside(text, diagnostic);
      }),
      { numRuns: 150 },
    );
  });

  it("that nearly is a tool too, and what is not understood is told", () => {
    fc.assert(fc.property(mutated, check), { numRuns: 150 });
  });

  it.each([
    "\n: { to: query.size }",
    "\n : { to: query.size }",
    "\n\n  : query.size",
    "\n  &b : query.size",
    " {: query.size}",
  ])("whose key is empty is told where its colon is: %j", (rest) => {
    const text = valid.replace(/\n {2}size: .*/u, rest);
    check(text);
    const { diagnostics } = parseTool({ path, text }, { hasSteps: false });
    const { line = 0, column = 0 } =
      diagnostics.find(({ message }) => message === "A key is a text, not nothing.") ?? {};
    expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^: /u);
  });
});

function check(text: string): void {
  const { spec, diagnostics } = parseTool({ path, text }, { hasSteps: false });
  if (spec === undefined) expect(diagnostics).not.toHaveLength(0);
  const somewhere =
    spec === undefined
      ? []
      : [spec.error(["params", "nowhere", 3, "x"], "Here."), spec.error([], "Here.", "Hint.", "key")];
  for (const diagnostic of [...diagnostics, ...somewhere]) expectInside(text, diagnostic);
  expect(printDiagnostics(diagnostics, new Map([[path, text]]))).not.toMatch(/[\0\x1b]/u);
}

function expectInside(text: string, { file, line, column, length, message }: Diagnostic): void {
  const lines = text.split("\n");
  const code = lines[line - 1];
  expect(file).toBe(path);
  expect(code, `${message} stands in line ${line} of ${lines.length}`).toBeDefined();
  expect(column).toBeGreaterThanOrEqual(1);
  expect(length).toBeGreaterThanOrEqual(1);
  expect(column + length - 1, `${message} at ${line}:${column}`).toBeLessThanOrEqual(
    Math.max(1, code?.length ?? 0),
  );
  expect(message).toMatch(/[.]$/u);
}

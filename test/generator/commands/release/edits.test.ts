import { expect, test } from "vitest";
import { parseTool } from "../../../../generator/spec/parse/parse-tool.ts";
import { lookAtTool } from "../../../../generator/commands/release/drift/tool-drift.ts";
import { withoutLine } from "../../../../generator/workspace/without-line.ts";
import { answering, document, imported } from "../../contract/small-document.ts";

test("a dropped line goes: keys rise, anchors move to who names them, comments and layout stay", () => {
  const text = `# Why this tool is.
description: It.
request:
  # Moved in 2.0.
  "1.0": GET /a/{x} # first
  "1.3": GET /b/{x}
params:
  q: { to: { "1.0": query.q, "2.0": filter.q.EQUALS }, default: "" } # words
  old: { to: { "1.0": query.old, "1.3": ~ } }
examples:
  - ask: One.
    call: { "1.0": { "1.0": kept } }
    sends:
      "1.0":
        - &first
          request: GET /a/1
          answer: { n: 1 }
      "1.3":
        - *first
        - GET /b/1
`;
  expect(withoutLine(text, ["1.3", "2.0"]).text).toBe(`# Why this tool is.
description: It.
# Moved in 2.0.
request: GET /b/{x}
params:
  q: { to: { "1.3": query.q, "2.0": filter.q.EQUALS }, default: "" } # words
examples:
  - ask: One.
    call: { "1.0": { "1.0": kept } }
    sends:
      - &first { request: GET /a/1, answer: { n: 1 } }
      - GET /b/1
`);
});

/** A DELETE that answers nothing. */
const deleting = (operationId: string, ...holes: readonly string[]) => ({
  delete: {
    operationId,
    parameters: holes.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
    responses: { "204": { description: "" } },
  },
});

const spec = parseTool(
  {
    path: "specs/thing/drop_thing.yaml",
    text: `description: Drop a thing.
effect: destructive
request: DELETE /api/v1/{tenant}/things/{id}
params:
  id:
output: Dropped.
examples:
  - ask: Drop 1.
    call: { id: "1" }
    sends: DELETE /api/v1/main/things/1
`,
  },
  { hasSteps: false },
).spec;

const word = { likely: true, moves: true, routes: [] } as const;
const contracts = (old: object, next: object) => ({
  base: { ...imported(document({ ...old, "/x": answering({}) })).contract, line: "1.0" },
  next: { ...imported(document({ ...next, "/x": answering({}) })).contract, line: "1.1" },
  oldest: "1.0",
});

test("an operationId that names another operation is called out, and moves nothing even with the author's word", () => {
  if (spec === undefined) throw new Error("The tool does not parse.");
  const pair = contracts(
    { "/api/v1/{tenant}/things/{id}": deleting("delete", "id") },
    { "/api/v1/instance/workers/{id}": deleting("delete", "id") },
  );
  const { drift, text } = lookAtTool(spec, pair, word, []);
  expect(text).toBe(spec.file.text);
  const [use] = drift.uses;
  expect([use?.state, use?.breaking]).toEqual(["gone", true]);
  expect(use?.changes[0]?.sentence).toContain(
    "names **another operation** now, `DELETE /api/v1/instance/workers/{id}`",
  );
  expect(use?.changes[0]?.proposal).toBeUndefined();
});

test("what moved is edited with the author's word alone, its example too", () => {
  if (spec === undefined) throw new Error("The tool does not parse.");
  const pair = contracts(
    { "/api/v1/{tenant}/things/{id}": deleting("dropThing", "id") },
    { "/api/v1/{tenant}/things/{id}/actions": deleting("dropThing", "id") },
  );
  const quiet = lookAtTool(spec, pair, { ...word, likely: false, moves: false }, []);
  expect(quiet.text).toBe(spec.file.text);
  expect(quiet.drift.uses[0]?.changes[0]?.lines).toEqual({
    line: 3,
    before: ["request: DELETE /api/v1/{tenant}/things/{id}"],
    after: [
      "request:",
      '  "1.0": DELETE /api/v1/{tenant}/things/{id}',
      '  "1.1": DELETE /api/v1/{tenant}/things/{id}/actions',
    ],
  });
  expect(lookAtTool(spec, pair, word, []).text).toContain(`    sends:
      "1.0": DELETE /api/v1/main/things/1
      "1.1": DELETE /api/v1/main/things/1/actions
`);
});

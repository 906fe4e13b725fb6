import { expect, test } from "vitest";
import { lookAtOperations, lookAtTool } from "../../../../generator/commands/release/drift/tool-drift.ts";
import { parseOperations } from "../../../../generator/spec/parse/parse-operations.ts";
import { parseTool } from "../../../../generator/spec/parse/parse-tool.ts";
import { withoutCalls } from "../../../../generator/workspace/without-calls.ts";
import { answering, document, imported } from "../../contract/small-document.ts";

const operations = parseOperations({
  path: "specs/operations/things.yaml",
  text: `drop_thing:
  effect: destructive
  request: DELETE /api/v1/{tenant}/things/{id}
  params:
    id:
  output: { dropped: true }
`,
}).spec;

const tool = parseTool(
  {
    path: "specs/thing/drop_thing.yaml",
    text: `description: Drop a thing.
params:
  id:
calls: { drop: drop_thing }
chain: [drop]
examples:
  - ask: Drop 1.
    call: { id: "1" }
    sends: DELETE /api/v1/main/things/1
`,
  },
  { hasSteps: false },
).spec;

const line = (name: string, path: string) => ({
  ...imported(
    document({
      [path]: {
        delete: {
          operationId: "dropThing",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: { "204": { description: "" } },
        },
      },
      "/x": answering({}),
    }),
  ).contract,
  line: name,
});
const pair = {
  base: line("1.0", "/api/v1/{tenant}/things/{id}"),
  next: line("1.1", "/api/v1/{tenant}/things/{id}/actions"),
  oldest: "1.0",
};
const word = { likely: true, moves: true, routes: [] } as const;

test("the route of a shared operation is moved in its own file, and in the examples of the tools that ask it", () => {
  if (operations === undefined || tool === undefined) throw new Error("The specs do not parse.");
  const looked = lookAtOperations(operations, pair, () => word);
  expect(looked.text).toContain(`  request:
    "1.0": DELETE /api/v1/{tenant}/things/{id}
    "1.1": DELETE /api/v1/{tenant}/things/{id}/actions
`);
  const changes = looked.changes.get("drop_thing") ?? [];
  const { text, drift } = lookAtTool(tool, pair, word, changes);
  expect(drift.uses).toEqual([]);
  expect(text).toContain(`    sends:
      "1.0": DELETE /api/v1/main/things/1
      "1.1": DELETE /api/v1/main/things/1/actions
`);
});

test("it waits for the author's word", () => {
  if (operations === undefined) throw new Error("The specs do not parse.");
  const looked = lookAtOperations(operations, pair, () => ({ ...word, likely: false, moves: false }));
  expect(looked.text).toBe(operations.file.text);
  expect(looked.drift).toMatchObject({
    tool: "operations/things",
    uses: [{ state: "moved", breaking: true }],
  });
});

test("calls of a shared operation that is gone go too, on a line of their own or among others", () => {
  const text = `calls:
  drop: drop_thing
  find: find_thing
actions:
  one:
    calls: { drop: drop_thing, find: find_thing }
examples:
  - call: { drop: drop_thing }
`;
  expect(withoutCalls(text, ["drop_thing"])).toBe(`calls:
  find: find_thing
actions:
  one:
    calls: { find: find_thing }
examples:
  - call: { drop: drop_thing }
`);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { revisions2025 } from "../../../../runtime/mcp/protocol/opening-2025.ts";
import { isPlainClient, isPlainInfo } from "../../../../runtime/mcp/protocol/plain-client.ts";
import {
  InitializeRequestSchema,
  LATEST_PROTOCOL_VERSION,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/sdk/types.js";

const value = fc.oneof(
  fc.constantFrom<unknown>({}, { a: {} }, { listChanged: true }, true, "text", 1, [], {
    applyDefaults: true,
  }),
  fc.dictionary(
    fc.constantFrom("listChanged", "form", "url", "context", "tools", "a/b", "list"),
    fc.constantFrom<unknown>({}, true, 1, "x", [], { applyDefaults: 1 }),
  ),
);
const capabilities = fc.dictionary(
  fc.constantFrom("roots", "sampling", "elicitation", "experimental", "extensions", "tasks", "other"),
  value,
);
const info = fc.dictionary(
  fc.constantFrom("name", "version", "title", "websiteUrl", "description", "icons", "other"),
  fc.constantFrom<unknown>("x", "1.0", 1, {}, []),
);

const isTaken = (can: object, clientInfo: object) =>
  InitializeRequestSchema.safeParse({
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: can, clientInfo },
  }).success;

test("what is answered without the SDK is what its schemas take", () => {
  const taken = { capabilities: 0, info: 0 };
  const some = { name: "a", version: "1" };
  fc.assert(
    fc.property(capabilities, info, (can, said) => {
      if (isPlainClient(can) && ++taken.capabilities) expect(isTaken(can, some)).toBe(true);
      const named = { ...some, ...said };
      if (isPlainInfo(named) && ++taken.info) expect(isTaken({}, named)).toBe(true);
    }),
    { numRuns: 5000 },
  );
  expect(taken.capabilities).toBeGreaterThan(100);
  expect(taken.info).toBeGreaterThan(100);
});

test.each([
  [{}],
  [{ roots: { listChanged: true }, sampling: {}, elicitation: {} }],
  [{ elicitation: { form: {}, url: {} }, sampling: { tools: {} } }],
  [{ extensions: { "io.modelcontextprotocol/ui": { mimeTypes: ["text/html"] } }, experimental: { a: {} } }],
])("what most clients say of themselves is plain: %j", (can) => {
  expect(isPlainClient(can)).toBe(true);
});

test("the revisions are those of the SDK", () => {
  expect(revisions2025).toEqual(SUPPORTED_PROTOCOL_VERSIONS);
  expect(revisions2025[0]).toBe(LATEST_PROTOCOL_VERSION);
});

import { ts } from "ts-morph";
import { expect, it } from "vitest";
import { nodesOf, readSources } from "../support/source.ts";

/** Whose objects are made a few times in the life of a process, or of a session. */
const lasting = new Set([
  "runtime/accounts/borrowed-detector.ts",
  "runtime/catalog/tools-ahead.ts",
  "runtime/kept/part-file.ts",
  "runtime/kestra/detector.ts",
  "runtime/kestra/instances.ts",
  "runtime/mcp/connections/saved-sessions.ts",
  "runtime/mcp/methods.ts",
  "runtime/mcp/protocol/opening-2025.ts",
  "runtime/mcp/session.ts",
  "runtime/transport/http/callers/lru.ts",
  "runtime/transport/http/callers/session-pool.ts",
  "runtime/transport/http/revisions/revision-2025.ts",
  "runtime/transport/http/wire/byte-budget.ts",
  "runtime/transport/lazy-channel.ts",
  "runtime/transport/stdio-revisions.ts",
]);

it("An object that is made for each call has no accessor: V8 gives each of them a hidden class of its own, which keeps all of the call alive", () => {
  const withAccessor = readSources(["{runtime,generated,specs}/**/*.ts"]).filter((source) =>
    nodesOf(source.file).some((node) => ts.isGetAccessor(node) && ts.isObjectLiteralExpression(node.parent)),
  );
  const paths = withAccessor.map(({ path }) => path);
  expect(
    paths.filter((path) => !lasting.has(path)),
    "Make it a method, or name the file in this law where its objects last.",
  ).toEqual([]);
  expect(
    [...lasting].filter((path) => !paths.includes(path)),
    "Take the file out of this law.",
  ).toEqual([]);
});

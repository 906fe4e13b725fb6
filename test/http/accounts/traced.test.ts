import { expect, test } from "vitest";
import { ownerOf } from "../../../runtime/accounts/user-of.ts";
import type { SpanFacts } from "../../../runtime/observe/tracing.ts";
import { connected } from "../support/clients.ts";
import { as, loggedIn, servingUsers, users } from "../support/users.ts";

test("a call of a user is a span, and each request to Kestra is one below it", async () => {
  const begun: (readonly [string, string | undefined])[] = [];
  const tracing = {
    begin(name: string, _kind: string, _facts: SpanFacts, parent?: string) {
      begun.push([name, parent]);
      return { traceparent: `below ${name}`, end: () => undefined };
    },
  };
  const server = await servingUsers({ tracing });
  const owner = ownerOf(loggedIn("ann"));
  if (owner === undefined) throw new Error("Ann is logged in.");
  const { signal } = new AbortController();
  await server.accounts.accounts?.set(owner, { kind: "basic", ...users.ann }, signal);
  const ann = await connected("2025-11-25", server.url, as("ann"));
  await ann.call("search_namespaces");
  expect(begun[0]).toEqual(["tools/call search_namespaces", undefined]);
  expect(begun).toContainEqual(["GET", "below tools/call search_namespaces"]);
});

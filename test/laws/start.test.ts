import { expect, it } from "vitest";
import { readSources } from "../support/source.ts";

const sources = new Map(readSources(["{runtime,generated,specs}/**/*.ts"]).map((it) => [it.path, it]));

/** All files that are loaded with one. */
function loadedWith(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { to, typeOnly, dynamic } of sources.get(path)?.imports ?? [])
    if (!typeOnly && !dynamic && sources.has(to)) loadedWith(to, seen);
  return seen;
}

const loaded = loadedWith("runtime/main.ts");

it("a start loads the tools, and what serves them over stdio", () => {
  expect([...loaded], "Look where these are now: a start needs them.").toEqual(
    expect.arrayContaining(["generated/catalog.ts", "runtime/transport/stdio.ts", "runtime/call/call.ts"]),
  );
});

it("a start loads nothing of what a person types commands for", () => {
  const typed = [...loaded].filter((path) => /^runtime\/cli\/(commands|by-hand|help|doctor)/.test(path));
  expect(typed, "Import it where it is needed, with import().").toEqual([]);
});

it("a start loads nothing of what is for HTTP, or for callers with roles, but the question whether there are some", () => {
  const forOthers = [...loaded].filter((path) =>
    /^runtime\/(access|transport\/http|local|operation)\//.test(path),
  );
  expect(forOthers).toEqual(["runtime/access/view-of.ts"]);
});

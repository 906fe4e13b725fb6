import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { operationsOf } from "../../sandbox/http/operations.ts";
import { route } from "../../sandbox/http/router.ts";
import { lines, type Line } from "./replay/recording.ts";

interface Contract {
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly editions: readonly string[];
  }[];
}

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

/** The operations of an edition in the project's own contract of a line. */
function imported(line: Line, edition: "oss" | "ee"): readonly string[] {
  const file = new URL(`../../specs/contracts/kestra/${line}.json`, import.meta.url);
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as Contract;
  const found = operations
    .filter(({ path }) => path.startsWith("/api/"))
    .filter(({ editions }) => editions.includes("oss") || editions.includes(edition))
    .map(({ method, path }) => `${method} ${nameless(path.replace("/api/v1/main/", "/api/v1/{tenant}/"))}`);
  return [...new Set(found)].sort();
}

function own(line: Line, edition: "oss" | "ee"): readonly string[] {
  return operationsOf(line, edition)
    .filter(({ path }) => path.startsWith("/api/"))
    .map(({ method, path }) => `${method} ${nameless(path)}`)
    .sort();
}

describe.each(lines)("the routes of line %s", (line) => {
  it.each(["oss", "ee"] as const)("are those of the contract, edition %s", (edition) => {
    expect(own(line, edition)).toEqual(imported(line, edition));
  });
});

describe("the router", () => {
  const find = (
    line: Line,
    method: "GET" | "POST" | "DELETE" | "PATCH",
    path: string,
    type?: string,
  ): string => {
    const routed = route(operationsOf(line, "oss"), method, `/api/v1${path}`, type);
    if (routed.kind === "found") return `${routed.operation.path.slice(7)} ${JSON.stringify(routed.params)}`;
    return routed.kind === "missing" ? "missing" : `${routed.kind} ${routed.allowed.join(" ")}`;
  };

  it("prefers words to parameters, and decodes those", () => {
    expect(find("1.3", "GET", "/main/flows/search")).toBe('/{tenant}/flows/search {"tenant":"main"}');
    expect(find("1.3", "GET", "/main/flows/a%2Fb")).toBe(
      '/{tenant}/flows/{namespace} {"tenant":"main","namespace":"a/b"}',
    );
    expect(find("1.3", "GET", "/flows/search")).toBe("/{tenant}/flows/search {}");
  });

  it("falls into a less exact route that takes the body", () => {
    expect(find("1.3", "POST", "/main/flows/validate", "application/json")).toContain(
      "/{tenant}/flows/{namespace} ",
    );
    expect(find("2.0", "POST", "/main/flows/validate", "application/json")).toMatch(/^media /);
    expect(find("2.0", "POST", "/main/executions/x/kill")).toContain(
      "/{tenant}/executions/{namespace}/{id} ",
    );
    expect(find("2.0", "DELETE", "/main/executions/x/kill")).toBe("method POST");
  });

  it("names the methods of a path that has others", () => {
    expect(find("1.3", "PATCH", "/main/flows/search")).toBe("method HEAD GET POST");
    expect(find("1.3", "GET", "/main/nothing/here")).toBe("missing");
    expect(find("1.0", "GET", "/main/kv")).toBe("missing");
  });
});

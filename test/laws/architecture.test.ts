import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { lines } from "../../generated/releases.ts";
import { cycleIn, nodesOf, readSources, root, wordsOf, type Source } from "../support/source.ts";
import { areas, refusal } from "./folders.ts";

const sources = readSources(["{runtime,generator,generated,specs,sandbox,test,bench,demo}/**/*.ts", "*.ts"]);

/** What may name routes of Kestra all the same, and why. */
const withRoutes: Readonly<Record<string, string>> = {
  "runtime/config/variables/operation-variables.ts": "Our own /metrics has the name of one of Kestra's.",
  "runtime/transport/http/metrics-server.ts": "Likewise.",
  "runtime/transport/http/table.ts": "Likewise.",
  "runtime/kestra/login.ts": "Only a route that needs credentials tells whether they are right.",
  "runtime/kestra/who.ts": "Only this route tells whose credentials are, and for whom others act.",
  "runtime/local/answering.ts": "A Kestra that we start has no user until it is given one.",
  "runtime/access/execution-namespaces.ts":
    "Roles hold for namespaces, and only this tells that of an execution.",
  "runtime/oauth/upstream/entra.ts": "It is one of Microsoft's.",
  "runtime/kestra/detect.ts":
    "Where /configs is closed, only this public one tells that there is no user yet.",
};

const step = (path: string): boolean => path.startsWith("specs/");
const tools = catalog.map(({ name }) => name);

describe("imports", () => {
  it("have a row for each folder, and no row without one", () => {
    const inAreas = sources.filter(({ path }) => Object.hasOwn(areas, path.split("/")[0] ?? ""));
    const folders = new Set(inAreas.map(({ path }) => posix.dirname(path)));
    const rows = Object.entries(areas).flatMap(([area, its]) =>
      its.map(({ folder }) => posix.join(area, folder)),
    );
    expect(
      [...folders].sort(),
      "Each folder has a row in the table of test/laws/folders.ts, and each row a folder.",
    ).toEqual(rows.sort());
  });

  it("go one way, as the rows say, types included", () => {
    expect(
      sources.flatMap((source) => refusal(source)),
      "Import only what the folder's row allows: test/laws/folders.ts.",
    ).toEqual([]);
  });

  it("make no cycle", () => {
    expect(cycleIn(sources), "Move what both files need into a file above them.").toBeUndefined();
  });

  it("name a file that exists", () => {
    const known = new Set(sources.map(({ path }) => path));
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ to }) => /^(runtime|generator|generated|specs|sandbox)\/.*\.ts$/.test(to) && !known.has(to),
        )
        .map(({ to }) => `${path} imports ${to}`),
    );
    expect(missing, "Import a file that there is.").toEqual([]);
  });

  it("load each library of the steps in one file, on first use", () => {
    const loading = sources.filter(({ path }) => step(path));
    const files = (library: string) =>
      loading.filter(({ imports }) => imports.some(({ to }) => to === library)).map(({ path }) => path);
    expect(files("yaml"), "Read YAML of a flow by specs/functions/yaml.ts alone.").toEqual([
      "specs/functions/yaml.ts",
    ]);
    expect(files("fuzzball"), "Compare texts by specs/steps/flow/similarity.ts alone.").toEqual([
      "specs/steps/flow/similarity.ts",
    ]);
  });
});

describe("steps", () => {
  const banned = [
    "fetch",
    "process",
    "globalThis",
    "global",
    "eval",
    "Function",
    "require",
    "WebSocket",
    "module",
  ];

  it("reach nothing but what they are given", () => {
    const found = sources
      .filter(({ path }) => step(path))
      .flatMap(({ path, file }) =>
        nodesOf(file)
          .filter((node): node is ts.Identifier => ts.isIdentifier(node) && banned.includes(node.text))
          .filter((node) => !isMember(node))
          .map(({ text }) => `${path} uses ${text}`),
      );
    expect(found, "Reach Kestra through the tool's calls; a step does nothing else outside.").toEqual([]);
  });

  it("have under 60 lines", () => {
    const tools = sources.filter(({ path }) => /^specs\/(?!(steps|functions|views)\/)/.test(path));
    expect(
      tools.filter(({ file }) => lengthOf(file.text) >= 60).map(({ path }) => path),
      "Move what it computes to specs/steps/ or specs/functions/.",
    ).toEqual([]);
  });

  /** `it.process`: a property of something else. */
  function isMember(node: ts.Identifier): boolean {
    return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  }
});

describe("runtime and generator", () => {
  const machinery = sources.filter(({ path }) => /^(runtime|generator)\//.test(path));

  it("know no tool by name", () => {
    // A name of one word is a word of English, too.
    const named = tools.filter((name) => name.includes("_"));
    const pattern = new RegExp(`\\b(${named.join("|")})\\b`);
    expect(
      saying(machinery, pattern),
      "Say it in the tool's spec, or by a fact that the compiler knows of every tool.",
    ).toEqual([]);
  });

  it("know no route of Kestra but /configs", () => {
    const pattern = new RegExp(`/(${firstSegments().join("|")})(?=[/?"'\`\\s]|$)`);
    const others = machinery.filter(({ path }) => !Object.hasOwn(withRoutes, path));
    expect(
      saying(others, pattern),
      "Name the route in a spec; only what asks which Kestra it is may name one.",
    ).toEqual([]);
  });
});

describe("types", () => {
  it("have a name of their own in runtime and in generator", () => {
    const names = sources
      .filter(({ path }) => /^(runtime|generator)\//.test(path))
      .flatMap(({ file }) => file.statements)
      .filter((it) => ts.isInterfaceDeclaration(it) || ts.isTypeAliasDeclaration(it))
      .filter((it) => it.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
      .map(({ name }) => name.text);
    const again = names.filter((name, at) => names.indexOf(name) !== at);
    expect(again, "Give the second type a name of its own, or use the first.").toEqual([]);
  });
});

describe("files", () => {
  const written = sources.filter(({ path }) => !/^(generated|sandbox\/data)\//.test(path));

  it("stand at most twenty side by side", () => {
    const counts = new Map<string, number>();
    for (const { path } of written)
      counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
    expect(
      [...counts].filter(([, count]) => count > 20),
      "Put files that belong together in a folder below.",
    ).toEqual([]);
  });

  it("have at most 300 lines where people write them", () => {
    expect(
      written.filter(({ file }) => lengthOf(file.text) > 300).map(({ path }) => path),
      "Split the file by what it is about.",
    ).toEqual([]);
  });

  it("are named after what they hold", () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|index|shared|lib)\.ts$/;
    expect(
      sources.filter(({ path }) => vague.test(path)).map(({ path }) => path),
      "Name the file after what it holds.",
    ).toEqual([]);
  });

  it("have named exports, and hand nothing on that others declare", () => {
    const found = sources.filter(({ path, file }) =>
      file.statements.some(
        (it) =>
          (ts.isExportAssignment(it) && path !== "vitest.config.ts") ||
          (ts.isExportDeclaration(it) && it.moduleSpecifier !== undefined) ||
          (ts.canHaveModifiers(it) &&
            ts.getModifiers(it)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
      ),
    );
    expect(
      found.map(({ path }) => path),
      "Export by name, from the file that declares it.",
    ).toEqual([]);
  });

  it("write to stdout only as programs of their own", () => {
    const programs =
      /^(runtime\/(entry|main|transport\/stdio)\.ts|runtime\/cli\/|generator\/main\.ts|generator\/commands\/[a-z]+\/main\.ts|build\.ts|(test|bench|demo)\/)/;
    const writing = sources.filter(
      ({ path, file }) =>
        !programs.test(path) &&
        nodesOf(file).some((node) => ["process.stdout", "console"].includes(nameOf(node))),
    );
    expect(
      writing.map(({ path }) => path),
      "Give the text back, or write to stderr through the log: stdout is the protocol's.",
    ).toEqual([]);
  });

  function nameOf(node: ts.Node): string {
    if (ts.isIdentifier(node)) return node.text;
    return ts.isPropertyAccessExpression(node) ? `${nameOf(node.expression)}.${node.name.text}` : "";
  }
});

function saying(among: readonly Source[], pattern: RegExp): readonly string[] {
  return among.flatMap(({ path, file }) =>
    wordsOf(file)
      .filter((word) => pattern.test(word))
      .map((word) => `${path} says ${word.slice(0, 80)}`),
  );
}

/** The first segment of every Kestra route after the tenant, such as `flows`; `/mcp` is our own endpoint, too. */
function firstSegments(): readonly string[] {
  const segments = lines.flatMap((line) => {
    const text = readFileSync(join(root, `specs/contracts/kestra/${line}.json`), "utf8");
    const { operations } = JSON.parse(text) as { operations: readonly { path: string }[] };
    return operations.flatMap(
      ({ path }) => /^\/api\/v1\/(?:\{tenant\}\/)?([a-z][a-z-]*)/.exec(path)?.[1] ?? [],
    );
  });
  return [...new Set(segments)].filter((segment) => !["configs", "mcp"].includes(segment)).sort();
}

function lengthOf(text: string): number {
  return text.trimEnd().split("\n").length;
}

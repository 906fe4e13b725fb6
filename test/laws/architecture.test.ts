import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { lines } from "../../generated/releases.ts";
import { cycleIn, nodesOf, readSources, root, wordsOf, type Import, type Source } from "../support/source.ts";

const sources = readSources(["{runtime,generator,generated,specs,sandbox,test}/**/*.ts", "*.ts"]);

/** What the files of a folder may import; the first row that a path matches counts. */
interface Row {
  readonly files: RegExp;
  readonly may: readonly RegExp[];
  /** Of what it may import only types. */
  readonly types?: readonly RegExp[];
  /** Only by `import()`, on first use. */
  readonly lazily?: readonly RegExp[];
}

const own = { runtime: /^runtime\/[^/]+\.ts$/, generated: /^generated\// };
const node = /^node:/;
/** Of the older revisions of MCP, and of 2026-07-28. */
const sdk = { v1: /^@modelcontextprotocol\/sdk\//, v2: /^@modelcontextprotocol\/server(\/|$)/ };
const binding = { v1: /^runtime\/protocol\/(parameters-)?v1\.ts$/, v2: /^runtime\/protocol\/v2\.ts$/ };
const httpServer = /^runtime\/http-server\//;

const table: readonly Row[] = [
  { files: /^runtime\/entry\.ts$/, may: [], lazily: [/^runtime\/main\.ts$/] },
  {
    files: /^runtime\/main\.ts$/,
    may: [own.runtime, /^runtime\/cli\//, own.generated, node, /^package\.json$/],
    lazily: [/^sandbox\/server\.ts$/],
  },
  {
    files: /^runtime\/cli\//,
    may: [own.runtime, /^runtime\/cli\//, node],
    lazily: [/^sandbox\/server\.ts$/, /^runtime\/http-server\/serve\.ts$/],
  },
  { files: /^runtime\/event-stream\.ts$/, may: [own.runtime, /^eventsource-parser$/] },
  { files: /^runtime\/tunnels\.ts$/, may: [own.runtime, node, /^https-proxy-agent$/] },
  { files: /^runtime\/zod-json\.ts$/, may: [own.runtime, /^zod$/] },
  { files: /^runtime\/stdio\.ts$/, may: [own.runtime, node, sdk.v1, binding.v1], lazily: [binding.v2] },
  { files: binding.v1, may: [own.runtime, /^runtime\/protocol\/call-context\.ts$/, sdk.v1] },
  { files: binding.v2, may: [own.runtime, /^runtime\/protocol\/call-context\.ts$/, sdk.v2] },
  { files: /^runtime\/protocol\//, may: [own.runtime] },
  { files: /^runtime\/http-server\/legacy\.ts$/, may: [own.runtime, httpServer, node, sdk.v1, binding.v1] },
  {
    files: /^runtime\/http-server\/modern\.ts$/,
    may: [own.runtime, httpServer],
    types: [binding.v2],
    lazily: [binding.v2],
  },
  { files: httpServer, may: [own.runtime, httpServer, node], types: [sdk.v1] },
  { files: /^runtime\//, may: [own.runtime, node], types: [/^zod$/] },
  {
    files: /^generated\/(catalog|toolsets|releases)\.ts$/,
    may: [own.runtime, own.generated, /^specs\/[^/]+\/[^/]+\.ts$/],
  },
  {
    files: /^generated\/[^/]+\/[^/]+\.ts$/,
    may: [
      /^runtime\/(request|read|lazy|per-line|saving|chain|file-path|dependency-graph|json-in-text|zod-json)\.ts$/,
      /^zod$/,
    ],
    types: [/^runtime\/(tool-definition|request-plan|json|json-schema)\.ts$/],
  },
  {
    files: /^specs\/steps\//,
    may: [
      /^specs\/steps\//,
      /^runtime\/(errors|json|json-depth|json-in-text|json-number|label|limits|said|sentences|turns|visible|yaml-key)\.ts$/,
    ],
    types: [own.runtime],
    lazily: [/^(yaml|fuzzball)$/],
  },
  {
    files: /^specs\//,
    may: [
      /^generated\/[^/]+\/[^/]+\.ts$/,
      /^specs\/steps\//,
      /^runtime\/(errors|json|said|sentences|turns)\.ts$/,
    ],
    types: [own.runtime],
  },
  {
    files:
      /^generator\/(main|tree|watch|import\/main|import\/source|release\/(main|options|write-project)|scaffold\/(main|options)|surface\/(main|git-tree|build-tools)|explain\/main)\.ts$/,
    may: [
      /^generator\//,
      /^runtime\/(request|file-path|near-miss|per-line|json|json-in-text|errors)\.ts$/,
      node,
      /^(yaml|ajv)/,
    ],
    types: [own.runtime],
  },
  {
    files: /^generator\/docs\//,
    may: [/^generator\//, /^runtime\/(variables|limits|bound|per-line)\.ts$/],
    types: [own.runtime],
  },
  {
    files: /^generator\//,
    may: [
      /^generator\//,
      /^runtime\/(request|file-path|near-miss|per-line|json|json-in-text|errors)\.ts$/,
      /^(ts-morph|yaml|prettier|json-schema-to-zod)$/,
      /^(ajv|ajv-formats|gpt-tokenizer)(\/|$)/,
    ],
    types: [own.runtime],
  },
  { files: /^sandbox\//, may: [/^sandbox\//, node, /^yaml$/] },
  { files: /^(test\/|build\.ts$|vitest\.config\.ts$)/, may: [/./] },
];

/** What may name routes of Kestra all the same, and why. */
const withRoutes: Readonly<Record<string, string>> = {
  "runtime/cli/doctor.ts": "Only a route that needs credentials tells whether they are right.",
  "runtime/kestra/detect.ts": "Where /configs is closed, only this public one tells that there is no user yet.",
};

const step = (path: string): boolean => path.startsWith("specs/");
const tools = catalog.map(({ name }) => name);

describe("imports", () => {
  it("finds the files of every folder", () => {
    const empty = table.filter(({ files }) => !sources.some(({ path }) => files.test(path)));
    expect(empty).toEqual([]);
  });

  it("go one way, as the table says", () => {
    expect(sources.flatMap(refused)).toEqual([]);
  });

  it("make no cycle", () => {
    expect(cycleIn(sources)).toBeUndefined();
  });

  it("name a file that exists", () => {
    const known = new Set(sources.map(({ path }) => path));
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => /^(runtime|generator|generated|specs|sandbox)\//.test(to) && !known.has(to))
        .map(({ to }) => `${path} imports ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it("load each library of the steps in one file, on first use", () => {
    const loading = sources.filter(({ path }) => step(path));
    const files = (library: string) =>
      loading.filter(({ imports }) => imports.some(({ to }) => to === library)).map(({ path }) => path);
    expect(files("yaml")).toEqual(["specs/steps/yaml.ts"]);
    expect(files("fuzzball")).toEqual(["specs/steps/similarity.ts"]);
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
    expect(found).toEqual([]);
  });

  it("have under 60 lines", () => {
    const tools = sources.filter(({ path }) => /^specs\/(?!steps\/)/.test(path));
    expect(tools.filter(({ file }) => lengthOf(file.text) >= 60).map(({ path }) => path)).toEqual([]);
  });

  /** `it.process`: a property of something else. */
  function isMember(node: ts.Identifier): boolean {
    return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  }
});

describe("runtime and generator", () => {
  const machinery = sources.filter(({ path }) => /^(runtime|generator)\//.test(path));

  it("know no tool by name", () => {
    const pattern = new RegExp(`\\b(${tools.join("|")})\\b`);
    expect(saying(machinery, pattern)).toEqual([]);
  });

  it("know no route of Kestra but /configs", () => {
    const pattern = new RegExp(`/(${firstSegments().join("|")})(?=[/?"'\`\\s]|$)`);
    const others = machinery.filter(({ path }) => !Object.hasOwn(withRoutes, path));
    expect(saying(others, pattern)).toEqual([]);
  });
});

describe("files", () => {
  const written = sources.filter(({ path }) => !path.startsWith("generated/"));

  it("have at most 300 lines where people write them", () => {
    expect(written.filter(({ file }) => lengthOf(file.text) > 300).map(({ path }) => path)).toEqual([]);
  });

  it("are named after what they hold", () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|index|shared|lib)\.ts$/;
    expect(sources.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
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
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it("write to stdout only as programs of their own", () => {
    const programs =
      /^(runtime\/(entry|main|stdio)\.ts|runtime\/cli\/|generator\/main\.ts|generator\/(import|release|scaffold|surface|explain)\/main\.ts|build\.ts|test\/)/;
    const writing = sources.filter(
      ({ path, file }) =>
        !programs.test(path) &&
        nodesOf(file).some((node) => ["process.stdout", "console"].includes(nameOf(node))),
    );
    expect(writing.map(({ path }) => path)).toEqual([]);
  });

  function nameOf(node: ts.Node): string {
    if (ts.isIdentifier(node)) return node.text;
    return ts.isPropertyAccessExpression(node) ? `${nameOf(node.expression)}.${node.name.text}` : "";
  }
});

function refused({ path, imports }: Source): readonly string[] {
  const row = table.find(({ files }) => files.test(path));
  if (row === undefined) return [`${path} stands in no row of the table`];
  return imports
    .filter((it) => !allows(row, it))
    .map(({ to, typeOnly }) => `${path} imports ${typeOnly ? "types of " : ""}${to}`);
}

function allows({ may, types = [], lazily = [] }: Row, { to, typeOnly, dynamic }: Import): boolean {
  const any = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(to));
  return any(may) || (typeOnly && any(types)) || (dynamic && any(lazily));
}

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

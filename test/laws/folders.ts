import { posix } from "node:path";
import { symbols } from "../../runtime/compiled/symbols.ts";
import type { Import, Source } from "../support/source.ts";

/** A folder of an area, and what it may import besides its own files and the folders above it. */
interface Row {
  /** Below the area; `.` for the files of the area itself. */
  readonly folder: string;
  /** Packages, Node's modules and files of other areas. */
  readonly may?: readonly RegExp[];
  /** Of these only types. */
  readonly types?: readonly RegExp[];
  /** Only by `import()`, on first use. */
  readonly lazily?: readonly RegExp[];
}

const node = /^node:/;
/** Of the older revisions of MCP, and of 2026-07-28. */
const sdk = { 2025: /^@modelcontextprotocol\/sdk\//, 2026: /^@modelcontextprotocol\/server(\/|$)/ };
const anyRuntime = /^runtime\//;
const sandboxServer = /^sandbox\/server\.ts$/;

/** What the compiler takes of the runtime at work: its plain data, and what an example must be held to. */
const heldTo =
  /^runtime\/(digest|errors|json|near-miss|per-line|view|json\/in-text|masking\/secret-name|http-client\/segment|compiled\/(request|filters|file-path|symbols)|text\/(code-frame|title)|catalog\/holes|prompts\/(check-call|check-prompt|prompt-grammar)|tool\/(annotations|effect|host|resource-template|usual-word))\.ts$/;
const commands: Partial<Row> = { may: [node, /^(yaml|ajv)/, heldTo], types: [anyRuntime] };
const compiling: Partial<Row> = { may: [/^yaml$/, heldTo], types: [anyRuntime] };

/** The areas whose folders import one way: each those above it, types included. */
export const areas: Readonly<Record<string, readonly Row[]>> = {
  runtime: [
    { folder: "text", may: [/^(diff|minisearch)$/] },
    { folder: ".", may: [node] },
    { folder: "auth", types: [node] },
    { folder: "observe" },
    { folder: "json", may: [node] },
    { folder: "yaml" },
    { folder: "network", may: [node, /^https-proxy-agent$/] },
    { folder: "masking" },
    { folder: "http-client", may: [node, /^eventsource-parser$/] },
    { folder: "kestra", may: [node] },
    { folder: "tool" },
    { folder: "tool/made" },
    { folder: "compiled", may: [node, /^zod$/] },
    { folder: "catalog" },
    { folder: "call/arguments", may: [node] },
    { folder: "call", may: [node] },
    { folder: "made" },
    { folder: "confirm", may: [node] },
    { folder: "config/readers", may: [node] },
    { folder: "config/variables" },
    { folder: "config", may: [node] },
    { folder: "store", may: [node], lazily: [/^runtime\/store\/sql\//] },
    { folder: "store/sql", may: [node], types: [/^pg$/], lazily: [/^pg$/] },
    { folder: "connections", may: [node], types: [/^yaml$/], lazily: [/^yaml$/] },
    { folder: "downloads", may: [node] },
    { folder: "kept", may: [node] },
    { folder: "local", may: [node] },
    { folder: "access/caller" },
    { folder: "access", may: [node], types: [/^yaml$/], lazily: [/^yaml$/] },
    { folder: "prompts", may: [node] },
    { folder: "operation", may: [node, /^(prom-client$|rate-limiter-flexible$|@opentelemetry\/)/] },
    { folder: "mcp", may: [node], lazily: [/^runtime\/mcp\/texts\/(on-first-use|listed-texts)\.ts$/] },
    { folder: "mcp/texts" },
    { folder: "mcp/connections" },
    { folder: "mcp/wire", may: [node] },
    { folder: "mcp/protocol", may: [sdk[2025], sdk[2026]] },
    { folder: "transport", may: [node, sdk[2025]] },
    { folder: "transport/http/wire", may: [node] },
    { folder: "transport/http/callers", may: [node] },
    { folder: "transport/http/bounds", may: [node] },
    { folder: "transport/http/revisions/early", may: [node] },
    { folder: "transport/http/revisions", may: [node, sdk[2025]] },
    { folder: "transport/http/checks", may: [node] },
    { folder: "transport/http/routes", may: [node] },
    { folder: "transport/http", may: [node] },
    { folder: "oauth/protocol", may: [node] },
    { folder: "oauth/pages", may: [node] },
    {
      folder: "oauth/upstream",
      types: [/^runtime\/oauth\/identity\.ts$/, /^openid-client$/],
      lazily: [/^openid-client$/],
    },
    { folder: "oauth/account" },
    { folder: "oauth/clients", may: [node] },
    { folder: "oauth/grants", may: [node], types: [/^runtime\/oauth\/identity\.ts$/] },
    { folder: "oauth/endpoints", may: [node], types: [/^runtime\/oauth\/identity\.ts$/] },
    { folder: "oauth", may: [node] },
    { folder: "external", types: [/^jose$/], lazily: [/^jose$/] },
    { folder: "accounts" },
    { folder: "cli/user-verbs", may: [node] },
    { folder: "cli/commands", may: [node], lazily: [/^yaml$/] },
    { folder: "cli/help" },
    { folder: "cli", may: [node], lazily: [sandboxServer] },
  ],
  generator: [
    { folder: "text", types: [anyRuntime] },
    { folder: "diagnostics", ...compiling },
    { folder: "contract", ...compiling },
    { folder: ".", ...commands, may: [...(commands.may ?? []), /^gpt-tokenizer\//] },
    { folder: "spec", ...compiling },
    { folder: "spec/words", ...compiling },
    { folder: "resolve/context", ...compiling },
    { folder: "forms", ...compiling },
    { folder: "spec/grammar", ...compiling, may: [...(compiling.may ?? []), /^ajv/] },
    { folder: "spec/parse", ...compiling, types: [anyRuntime, /^ajv/] },
    { folder: "resolve/request", ...compiling },
    { folder: "resolve", ...compiling },
    { folder: "emit/code", may: [/^(ts-morph|json-schema-to-zod)$/, heldTo], types: [anyRuntime] },
    { folder: "emit/request", may: [heldTo], types: [anyRuntime] },
    { folder: "emit/answer", types: [anyRuntime] },
    { folder: "emit/steps", types: [anyRuntime] },
    { folder: "emit", may: [/^ts-morph$/, heldTo], types: [anyRuntime] },
    { folder: "docs/limits", types: [anyRuntime] },
    {
      folder: "docs",
      may: [
        /^runtime\/(config\/variables\/((service|operation)-)?variables?|operation\/metric-list|limits|catalog\/holes|call\/bound|per-line|tool\/(annotations|effect))\.ts$/,
      ],
      types: [anyRuntime],
    },
    {
      folder: "packaging",
      may: [/^runtime\/config\/variables\/(service-)?variables?\.ts$/],
      types: [anyRuntime],
    },
    { folder: "editor", ...compiling },
    { folder: "workspace", may: [node, /^(yaml|oxfmt)$/, heldTo], types: [anyRuntime] },
    { folder: "pages", may: [node, /^esbuild$/] },
    { folder: "commands/import", ...commands },
    { folder: "commands/release/drift", ...compiling },
    { folder: "commands/release", ...commands },
    { folder: "commands/new/draft", ...compiling },
    { folder: "commands/new", ...commands },
    { folder: "commands/surface", ...commands },
    { folder: "commands/explain", ...commands },
  ],
  sandbox: [
    { folder: "line" },
    { folder: "data" },
    { folder: "values", may: [node] },
    { folder: "pebble" },
    { folder: "executions" },
    { folder: "filters" },
    { folder: "inputs", may: [/^yaml$/] },
    { folder: "engine" },
    { folder: "rendering" },
    { folder: "dashboards" },
    { folder: "flows", may: [/^yaml$/] },
    { folder: "plugins" },
    { folder: "triggers" },
    { folder: "files" },
    { folder: "kv" },
    { folder: "enterprise" },
    { folder: "kestra", may: [node] },
    { folder: "seed" },
    { folder: "http", may: [node] },
    { folder: "catalogue/plugins" },
    { folder: "catalogue", may: [node] },
    { folder: "routes/executions" },
    { folder: "routes/flows" },
    { folder: "routes/triggers" },
    { folder: "routes/enterprise" },
    { folder: "routes" },
    { folder: ".", may: [node] },
  ],
};

/** Generated code uses what the one list names, and zod. */
const compiled = Object.keys(symbols).map((file) => exactly(`runtime/${file}`));

/** Pure functions that a spec names with `with:`. */
const functions = /^specs\/functions\/[^/]+\.ts$/;

/** Single files, and areas without an order of their own; the first that a path matches counts. */
const others: readonly (Omit<Row, "folder"> & { readonly files: RegExp })[] = [
  { files: /^runtime\/entry\.ts$/, lazily: [/^runtime\/(loader|main)\.ts$/] },
  {
    files: /^runtime\/main\.ts$/,
    may: [anyRuntime, /^generated\//, node, /^package\.json$/],
    lazily: [sandboxServer],
  },
  { files: /^generator\/compile\.ts$/, may: [/^generator\//], types: [anyRuntime] },
  { files: /^generator\/main\.ts$/, may: [/^generator\//, node] },
  {
    files: /^generated\/(catalog|compiled|examples|made|texts|toolsets|releases|services)\.ts$/,
    may: [/^generated\//, /^specs\/[^/]+\/[^/]+\.ts$/, ...compiled],
    types: [anyRuntime],
  },
  { files: /^generated\/(filters|views\/[^/]+)\.ts$/ },
  {
    files: /^generated\/operations\/[^/]+\.ts$/,
    may: [/^generated\/filters\.ts$/, functions, ...compiled, /^zod$/],
  },
  {
    files: /^generated\/[^/]+\/[^/]+\.ts$/,
    may: [/^generated\/(operations\/[^/]+|filters)\.ts$/, functions, ...compiled, /^zod$/],
    lazily: [/^generated\/views\/[^/]+-page\.ts$/],
  },
  // Pages run in a browser, and are held to their tools by types alone.
  { files: /^specs\/views\//, may: [/^specs\/views\/page\//], types: [/^generated\/views\//] },
  {
    files: functions,
    may: [
      functions,
      /^runtime\/(errors|json|limits|turns|json\/(bounds|brief-rows|in-text|number)|text\/(said|visible))\.ts$/,
    ],
    types: [anyRuntime],
    lazily: [/^yaml$/],
  },
  {
    files: /^specs\/steps\//,
    may: [
      functions,
      /^specs\/steps\//,
      /^runtime\/(digest|errors|json|limits|near-miss|turns|json\/(bounds|in-text|leave-out|number)|compiled\/label|text\/(said|sentences|unified-diff|visible|word-index)|yaml\/(key|tree))\.ts$/,
    ],
    types: [anyRuntime],
    lazily: [/^fuzzball$/],
  },
  {
    files: /^specs\//,
    may: [
      /^generated\/[^/]+\/[^/]+\.ts$/,
      functions,
      /^specs\/steps\//,
      /^runtime\/(errors|json|turns|text\/(said|sentences))\.ts$/,
    ],
    types: [anyRuntime],
  },
  { files: /^((test|bench|demo)\/|build\.ts$|vitest\.config\.ts$)/, may: [/./] },
];

/** What a file imports and may not. */
export function refusal({ path, imports }: Source): readonly string[] {
  const row = others.find(({ files }) => files.test(path)) ?? rowOf(path);
  if (row === undefined) return [`${path} stands in no row`];
  return imports
    .filter(({ to, typeOnly, dynamic }) => {
      const any = (patterns: readonly RegExp[] = []): boolean => patterns.some((pattern) => pattern.test(to));
      return !(any(row.may) || (typeOnly && any(row.types)) || (dynamic && any(row.lazily)));
    })
    .map(({ to, typeOnly }: Import) => `${path} imports ${typeOnly ? "types of " : ""}${to}`);
}

/** The row of a file's folder, with its own files and those of the folders above it. */
function rowOf(path: string): Row | undefined {
  const [area = ""] = path.split("/");
  const rows = areas[area] ?? [];
  const at = rows.findIndex(({ folder }) => posix.join(area, folder) === posix.dirname(path));
  const row = rows[at];
  if (row === undefined) return undefined;
  const above = rows.slice(0, at + 1).map(({ folder }) => new RegExp(`^${posix.join(area, folder)}/[^/]+$`));
  return { ...row, may: [...(row.may ?? []), ...above] };
}

function exactly(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.")}$`);
}

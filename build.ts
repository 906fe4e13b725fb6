import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { build as esbuild, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { asCommonJs } from "./packaging/bundle/common-js.ts";
import { catalogAhead, writeTold } from "./packaging/bundle/catalog-ahead.ts";
import type { BundledPackage } from "./packaging/sbom.ts";

const root = import.meta.dirname;

const main = "runtime/main.ts";

/** What `build` wrote. */
export interface Built {
  /** The program, as an absolute path. */
  readonly entry: string;
  readonly files: readonly BuiltFile[];
  /** Of which something was bundled, in their order by name. */
  readonly packages: readonly BundledPackage[];
}

export interface BuiltFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly bytes: number;
  /** Loaded whenever a client starts the server: the program, and what it needs to serve. */
  readonly atStart: boolean;
}

/**
 * Bundles the server into a folder: `kestra-mcp.js`, which looks at the version of Node, `main.js` with all that a start
 * needs, `chunks/` for what is loaded on first use, and the licences of what was bundled.
 */
export async function build(folder: string): Promise<Built> {
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(folder, ".build-"));
  try {
    const built = await buildInto(aside);
    await swap(aside, folder);
    return { ...built, entry: join(folder, "kestra-mcp.js") };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Moves what was built to where it is started: parts first, whose names tell what they hold, and old ones last. */
async function swap(aside: string, folder: string): Promise<void> {
  const chunks = await readdir(join(aside, "chunks"));
  await mkdir(join(folder, "chunks"), { recursive: true });
  const names = [
    ...chunks.map((name) => join("chunks", name)),
    "package.json",
    "THIRD-PARTY.txt",
    "main.js",
    "kestra-mcp.js",
  ];
  for (const name of names) await rename(join(aside, name), join(folder, name));
  const old = (await readdir(join(folder, "chunks"))).filter((name) => !chunks.includes(name));
  for (const name of old) await rm(join(folder, "chunks", name), { recursive: true });
}

async function buildInto(folder: string): Promise<Built> {
  const { metafile: parts } = await esbuild({ ...program(folder), write: false });
  const { metafile } = await esbuild(program(folder, lazyModules(parts)));
  const entry = join(folder, "kestra-mcp.js");
  await asCommonJs(folder);
  const told = await writeTold(folder);
  await buildEntry(entry, await hashOf(folder));
  const packages = await Promise.all(packagesIn(metafile).map(packageOf));
  await writeFile(join(folder, "THIRD-PARTY.txt"), await licences(packages));
  return { entry, files: await filesOf(metafile, folder, [entry, join(folder, told)]), packages };
}

/** How all but the look at the version of Node is bundled. @param lazy modules of ours that are loaded on first use */
function program(folder: string, lazy: ReadonlySet<string> = new Set()) {
  return {
    absWorkingDir: root,
    entryPoints: { main },
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
    metafile: true,
    // For Node the package has CommonJS alone, all of which would be bundled.
    alias: { yaml: join(root, "node_modules/yaml/browser/index.js") },
    plugins: [catalogAhead(root), withoutAjv, withoutDebug, onlyVersion, withoutNative, afterTheStart(lazy)],
    logLevel: "warning",
  } satisfies BuildOptions;
}

/** Modules of ours that `import()` loads, as absolute paths. */
function lazyModules({ outputs }: Metafile): ReadonlySet<string> {
  const entries = Object.values(outputs).flatMap(({ entryPoint = main }) => entryPoint);
  return new Set(
    entries.filter((it) => it !== main && !it.includes("node_modules/")).map((it) => join(root, it)),
  );
}

/**
 * Says of modules that are loaded on first use that all which a start needs was loaded before. The bundler would else put what a
 * start shares with each set of them into a file by itself, and to open dozens of files takes longer than to read one.
 */
function afterTheStart(lazy: ReadonlySet<string>): Plugin {
  return {
    name: "after-the-start",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!lazy.has(path)) return undefined;
        const start = await readFile(join(root, main), "utf8");
        const imports = [...start.matchAll(/^import .* from "(.*\.ts)";$/gm)].map(
          ([, from = ""]) => `import ${JSON.stringify(join(root, dirname(main), from))};`,
        );
        return { contents: `${imports.join("")}${await readFile(path, "utf8")}`, loader: "ts" };
      });
    },
  };
}

/** Of all that the program loads: the names of files tell what they held before they became CommonJS. */
async function hashOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(join(folder, "chunks"))).sort();
  for (const name of names) hash.update(await readFile(join(folder, "chunks", name)));
  return hash.digest("hex").slice(0, 8);
}

/** What must be readable for releases of Node that cannot read the rest. */
async function buildEntry(entry: string, hash: string): Promise<void> {
  await esbuild({
    absWorkingDir: root,
    entryPoints: ["runtime/entry.ts"],
    outfile: entry,
    bundle: true,
    plugins: [mainBeside],
    format: "cjs",
    platform: "node",
    target: "node12.20",
    supported: { "dynamic-import": false },
    define: { builtHash: JSON.stringify(hash) },
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
  });
  await chmod(entry, 0o755);
}

const mainBeside: Plugin = {
  name: "main-beside",
  setup(build) {
    build.onResolve({ filter: /^\.\/main\.ts$/ }, () => ({ path: "./main.js", external: true }));
  },
};

/** Both SDKs import ajv for what only an elicitation needs; the servers are given no such validator to use. */
const withoutAjv: Plugin = {
  name: "without-ajv",
  setup(build) {
    const none = '{ getValidator() { throw new Error("No validator is bundled."); } }';
    const stubs: Readonly<Record<string, string>> = {
      "ajv-provider": `export class AjvJsonSchemaValidator ${none}`,
      _shims: `export { default as process } from "node:process"; export class DefaultJsonSchemaValidator ${none}`,
    };
    build.onResolve(
      { filter: /(\/ajv-provider\.js|^@modelcontextprotocol\/server\/_shims)$/ },
      ({ path }) => ({
        path: path.endsWith("_shims") ? "_shims" : "ajv-provider",
        namespace: "stub",
      }),
    );
    build.onLoad({ filter: /.*/, namespace: "stub" }, ({ path }) => ({ contents: stubs[path] ?? "" }));
  },
};

/**
 * The proxy's library would write what it does to stderr wherever DEBUG is set; and log in with Kerberos, by a package
 * that is not here.
 */
const withoutDebug: Plugin = {
  name: "without-debug",
  setup(build) {
    const stubs: Readonly<Record<string, string>> = {
      debug: "export default () => () => undefined;",
      "proxy-agent-negotiate": "export const createNegotiateAuth = undefined;",
    };
    build.onResolve({ filter: /^(debug|proxy-agent-negotiate)$/ }, ({ path }) => ({
      path,
      namespace: "silent",
    }));
    build.onLoad({ filter: /.*/, namespace: "silent" }, ({ path }) => ({ contents: stubs[path] ?? "" }));
  },
};

/** PostgreSQL's driver asks for one that is compiled, and for one of another platform, which it does without. */
const withoutNative: Plugin = {
  name: "without-native",
  setup(build) {
    build.onResolve({ filter: /^(pg-native|pg-cloudflare)$/ }, ({ path }) => ({ path, namespace: "absent" }));
    build.onLoad({ filter: /.*/, namespace: "absent" }, ({ path }) => ({
      contents: `throw new Error("${path} is not bundled.");`,
    }));
  },
};

/** Of the project's package.json the program needs one thing. */
const onlyVersion: Plugin = {
  name: "only-version",
  setup(build) {
    build.onLoad({ filter: /package\.json$/ }, async ({ path }) => {
      if (path !== join(root, "package.json")) return undefined;
      const { version } = JSON.parse(await readFile(path, "utf8")) as { version: string };
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** @param others that are loaded at a start */
async function filesOf(
  { outputs }: Metafile,
  folder: string,
  others: readonly string[],
): Promise<readonly BuiltFile[]> {
  const names = Object.keys(outputs);
  const entries = [main, "runtime/transport/stdio.ts"];
  const atStart = new Set(names.filter((name) => entries.includes(outputs[name]?.entryPoint ?? "")));
  for (const name of atStart) {
    for (const it of outputs[name]?.imports ?? []) {
      if (it.kind === "import-statement" && it.external !== true) atStart.add(it.path);
    }
  }
  const files = names.map(async (name) => {
    const path = resolve(root, name);
    return {
      path: path.slice(folder.length + 1),
      bytes: (await stat(path)).size,
      atStart: atStart.has(name),
    };
  });
  const first = others.map(async (path) => ({
    path: path.slice(folder.length + 1),
    bytes: (await stat(path)).size,
    atStart: true,
  }));
  return (await Promise.all([...first, ...files])).toSorted((a, b) => b.bytes - a.bytes);
}

/** Folders of the packages that something was bundled from, in their order by name. */
function packagesIn({ inputs }: Metafile): readonly string[] {
  const names = Object.keys(inputs).flatMap(
    (input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? [],
  );
  return [...new Set(names)].sort();
}

interface PackageInFolder extends BundledPackage {
  readonly folder: string;
}

async function packageOf(folder: string): Promise<PackageInFolder> {
  const text = await readFile(join(root, folder, "package.json"), "utf8");
  const { name, version, license } = JSON.parse(text) as BundledPackage;
  return { name, version, ...(license !== undefined && { license }), folder };
}

async function licences(packages: readonly PackageInFolder[]): Promise<string> {
  const texts = await Promise.all(packages.map(licenceOf));
  return [`kestra-mcp.js holds code of these packages, under their licences.\n`, ...texts].join(
    `\n${"-".repeat(80)}\n\n`,
  );
}

async function licenceOf({
  folder,
  name,
  version,
  license = "see its package",
}: PackageInFolder): Promise<string> {
  const read = (file: string): Promise<string> => readFile(join(root, folder, file), "utf8").catch(() => "");
  const candidates = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE"].map(read);
  const text = (await Promise.all(candidates)).find((it) => it !== "") ?? "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** Run as a program: `tsx build.ts` writes `dist/` and tells its size. */
if (process.argv[1] === import.meta.filename) {
  const { files } = await build(join(root, "dist"));
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
  for (const { path, bytes, atStart } of files) {
    process.stdout.write(
      `${kilobytes(bytes).padStart(8)}  dist/${path}${atStart ? "" : "  (on first use)"}\n`,
    );
  }
}

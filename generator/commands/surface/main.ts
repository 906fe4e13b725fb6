import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { compile } from "../../compile.ts";
import { compileInputs } from "../../workspace/project.ts";
import { readTree } from "../../workspace/files.ts";
import { surfaceOfBuild } from "./build-tools.ts";
import { changesOf, compareSurfaces } from "./compare.ts";
import { surfaceFiles, surfaceOfFiles } from "./files.ts";
import { readCommit } from "./git-tree.ts";
import { surfaceMarkdown } from "./markdown.ts";
import { refuseStale } from "./stale.ts";
import { seenTools, SurfaceError, type Surface } from "./surface.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

const usage = `npm run surface -- BASE [HEAD]

Prints as Markdown what clients see differently in HEAD than in BASE. Each is a commit, branch or tag; the path of a build,
which ends in .js; or that of a listing, which ends in .json. Without HEAD it is the files as they are now.
Exit code: 0 nothing breaking, 1 something breaking, 2 not compared.
`;

const root = process.cwd();
process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const [base, head, ...more] = words;
  if (base === "--help" || base === "-h") {
    process.stdout.write(usage);
    return 0;
  }
  if (base === undefined || more.length > 0 || words.some((word) => word.startsWith("-"))) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const [before, after] = await Promise.all([
      surfaceOf(base),
      head === undefined ? here() : surfaceOf(head),
    ]);
    const difference = compareSurfaces(before, after);
    process.stdout.write(surfaceMarkdown(difference, base));
    return changesOf(difference).some((it) => it.breaking) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SurfaceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function surfaceOf(name: string): Promise<Surface> {
  if (!/\.(?:c|m)?js$|\.json$/u.test(name)) {
    return surfaceOfFiles(await readCommit(root, name, surfaceFiles), name);
  }
  const path = resolve(root, name);
  if (!existsSync(path)) throw new SurfaceError(`There is no file ${name}.`);
  if (!name.endsWith(".json")) return surfaceOfBuild(path);
  return { tools: seenTools(parse(await readFile(path, "utf8"), name), name), lists: {}, aliases: {} };
}

/** The files as they are now. @throws SurfaceError where `generated/` is not what the specs say */
async function here(): Promise<Surface> {
  const [told, specs] = await Promise.all([
    readTree(root, "generated", /^generated\/tools\.json$/u),
    readTree(root, "specs", /\.(ya?ml|ts|json|css)$/iu),
  ]);
  const files: readonly SourceFile[] = [...told, ...specs];
  refuseStale(told[0]?.text ?? "", compile(compileInputs(new Map(specs.map((it) => [it.path, it.text])))));
  return surfaceOfFiles(
    files.filter(({ path }) => surfaceFiles.some((it) => it.test(path))),
    "This folder",
  );
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SurfaceError(`${name} is not JSON.`);
  }
}

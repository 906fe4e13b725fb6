import { join } from "node:path";
import { build, transform } from "esbuild";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** The oldest browsers in which clients show pages. */
const target = "es2022";

/**
 * `generated/views/<view>-page.ts`: each page as one file of HTML, which asks no network for anything. Its script and its style
 * are what `specs/views/<view>.ts` and all below `specs/views/page/` make, minified.
 * @param root of the project, where the bundler reads them
 * @throws Error where the bundler cannot read one
 */
export async function viewPages(root: string, files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  const pages = files.flatMap(({ path }) => /^specs\/views\/([^/]+)\.ts$/.exec(path)?.[1] ?? []);
  const style = files.filter(({ path }) => path.endsWith(".css")).map(({ text }) => text);
  const css = await transform(style.join("\n"), { loader: "css", minify: true, target });
  return Promise.all(
    pages.map(async (name) => {
      const { outputFiles } = await build({
        entryPoints: [join(root, `specs/views/${name}.ts`)],
        absWorkingDir: root,
        bundle: true,
        minify: true,
        write: false,
        format: "iife",
        charset: "utf8",
        legalComments: "none",
        logLevel: "silent",
        tsconfigRaw: {},
        target,
      });
      const html = pageOf(name, css.code.trim(), outputFiles[0]?.text.trim() ?? "");
      const source = `// Generated from specs/views/${name}.ts by \`npm run generate\`. Do not edit.\n\n`;
      const doc = "/** The page, as one file. */\n";
      return {
        path: `generated/views/${name}-page.ts`,
        text: `${source}${doc}export const html =\n  ${JSON.stringify(html)};\n`,
      };
    }),
  );
}

function pageOf(name: string, style: string, script: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${name}</title><style>${style}</style>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body><main id="page"></main><script>${script}</script></body></html>\n`;
}

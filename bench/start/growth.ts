import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { catalog } from "../../generated/catalog.ts";
import { copyProject } from "../../test/support/copy.ts";
import { ifTold, ratiosInTurn, row, type Row } from "../report/row.ts";
import { startInTurn } from "./cold-start.ts";

const tools = 500;

/** The rows of what a start costs more with very many tools, next to one with ours. */
export async function growthRows(entry: string): Promise<readonly Row[]> {
  const { folder, remove } = await copyProject();
  try {
    await addTools(folder, tools - catalog.length);
    await run(folder, "generator/main.ts");
    await run(folder, "build.ts");
    const many = join(folder, "dist/kestra-mcp.js");
    const { started } = await startInTurn(
      [entry, many].map((one) => ({ entry: one, revision: "2025-11-25" })),
      40,
    );
    const [ours, grown] = started;
    if (ours === undefined || grown === undefined) return [];
    const memory = grown.memory.map((it, at) => (it - (ours.memory[at] ?? 0)) / 1024);
    return [
      row(
        `time of a cold start with ${tools} tools as a multiple of that with ours`,
        "ratio",
        ratiosInTurn(grown.times, ours.times),
        {
          atMost: 1.2,
        },
      ),
      ifTold(
        ours.memory,
        row(`peak of memory of a cold start with ${tools} tools, above that with ours`, "MB", memory, {
          atMost: 10,
        }),
      ),
    ];
  } finally {
    await remove();
  }
}

/** Writes more specs: ours once more, by other names, those that are listed by default and need no code beside them. */
async function addTools(folder: string, count: number): Promise<void> {
  const specs = join(folder, "specs");
  const originals = catalog.filter(
    ({ toolset, name }) => toolset !== "direct" && toolset !== "ee" && name.length < 40,
  );
  const withoutSteps: { readonly path: string; readonly toolset: string; readonly name: string }[] = [];
  for (const { toolset, name } of originals) {
    const names = await readdir(join(specs, toolset));
    if (!names.includes(`${name}.ts`)) withoutSteps.push({ path: join(specs, toolset), toolset, name });
  }
  for (let made = 0; made < count; made++) {
    const original = withoutSteps[made % withoutSteps.length];
    if (original === undefined) throw new Error("No tool can be written once more.");
    const { path, name } = original;
    const document = parseDocument(await readFile(join(path, `${name}.yaml`), "utf8"));
    document.delete("aliases");
    await writeFile(join(path, `${name}_${made}.yaml`), document.toString());
  }
}

async function run(folder: string, script: string): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${script} failed with ${tools} tools.`);
}

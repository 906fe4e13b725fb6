import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseDocument } from "yaml";
import { catalog } from "../generated/catalog.ts";
import { copyProject } from "../test/support/copy.ts";
import { row, type Row } from "./report/row.ts";

/** In a copy of the project: `generate` with nothing generated, and from a save to the new file. */
export async function generateRows(): Promise<readonly Row[]> {
  const { folder, remove } = await copyProject();
  try {
    const full = [await timeFull(folder), await timeFull(folder), await timeFull(folder)];
    return [
      row("time to generate from scratch", "ms", full, { atMost: 3000 }),
      row("time to generate after one save, with --watch", "ms", await timeSaves(folder), { atMost: 1000 }),
    ];
  } finally {
    await remove();
  }
}

async function timeFull(folder: string): Promise<number> {
  await rm(join(folder, "generated"), { recursive: true, force: true });
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "generator/main.ts"], {
    cwd: folder,
    stdio: "ignore",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("generate failed");
  return performance.now() - start;
}

/** Saves a spec with another description and waits until what is generated of it is newer. */
async function timeSaves(folder: string): Promise<readonly number[]> {
  const { name, toolset, description } = catalog[0] ?? { name: "", toolset: "", description: "" };
  const child = spawn(process.execPath, ["--import", "tsx", "generator/main.ts", "--watch"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        if (chunk.includes("Watching")) resolve();
      });
    });
    const file = join(folder, `generated/${toolset}/${name}.ts`);
    const times: number[] = [];
    for (const sentence of ["First.", "Second.", "Third."]) {
      times.push(
        await timeChange(join(folder, `specs/${toolset}/${name}.yaml`), file, `${description} ${sentence}`),
      );
    }
    return times;
  } finally {
    child.kill();
  }
}

async function timeChange(spec: string, generated: string, description: string): Promise<number> {
  const document = parseDocument(await readFile(spec, "utf8"));
  document.set("description", description);
  const changed = document.toString();
  const before = await stat(generated);
  const start = performance.now();
  await writeFile(spec, changed);
  for (let after = before; after.mtimeMs === before.mtimeMs; after = await stat(generated)) {
    if (performance.now() - start > 20_000) throw new Error("The save was not noticed.");
    await sleep(2);
  }
  return performance.now() - start;
}

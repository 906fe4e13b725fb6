import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "../../build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The bundled server, as it ships. */
    readonly bundle: string;
  }
}

/**
 * Bundles the server once for a project's tests, aside: `dist/` stays as it is. `KESTRA_E2E_PROGRAM` names a program in one file to
 * test in its place.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { KESTRA_E2E_PROGRAM: program } = process.env;
  if (program) {
    project.provide("bundle", program);
    return () => Promise.resolve();
  }
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bundle-"));
  const { entry } = await build(folder);
  project.provide("bundle", entry);
  return () => rm(folder, { recursive: true, force: true });
}

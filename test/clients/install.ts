import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ground } from "./client.ts";

/** Installs packages of npm, unless all of them are there. @param packages as npm names them, with their versions */
export async function installFromNpm({ run, installed }: Ground, packages: readonly string[]): Promise<void> {
  await once(installed, packages.join(" "), async () => {
    await writeFile(join(installed, "package.json"), "{}\n");
    await run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", ...packages], {
      folder: installed,
    });
  });
}

/** Makes a virtual environment with a package of PyPI, unless it is there. @returns its Python */
export async function installFromPyPI({ run, installed }: Ground, requirement: string): Promise<string> {
  const python = pythonIn(installed);
  await once(installed, requirement, async () => {
    await run(["python3", "-m", "venv", installed]);
    await run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]);
  });
  return python;
}

/** The Python of a virtual environment. */
export function pythonIn(folder: string): string {
  return join(folder, "bin/python");
}

const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";

/** Brings what a pom.xml names, unless it is there. */
export async function installFromMaven(
  { run, installed }: Ground,
  pom: string,
  version: string,
): Promise<void> {
  await once(installed, version, () =>
    run(["mvn", "-q", "-B", "-f", pom, copy, `-DoutputDirectory=${installed}`]),
  );
}

/** Does it where it was not done: a file says what was installed, so that a folder that is kept is not filled again. */
async function once(folder: string, what: string, install: () => Promise<unknown>): Promise<void> {
  const mark = join(folder, `installed-${what.replaceAll(/[^\w.-]+/g, "_")}`);
  const isThere = await access(mark).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await mkdir(folder, { recursive: true });
  await install();
  await writeFile(mark, "");
}

/** An environment in which what npm installed comes first. */
export function withPrograms({ env, installed }: Ground): Readonly<Record<string, string | undefined>> {
  return { ...env, PATH: `${join(installed, "node_modules/.bin")}:${env.PATH ?? ""}` };
}

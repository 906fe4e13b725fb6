import type { Formatter } from "./format.ts";
import type { Project } from "./project.ts";

/** The texts of changed files: those that were formatted stay so, others keep their layout. */
export async function keptFormatted(
  project: Project,
  files: ReadonlyMap<string, string>,
  format: Formatter,
): Promise<ReadonlyMap<string, string>> {
  const entries = [...files].map(async ([path, text]): Promise<readonly [string, string]> => {
    const before = project.get(path);
    if (before === undefined || before === text || !path.endsWith(".yaml")) return [path, text];
    return [path, (await format(path, before)) === before ? await format(path, text) : text];
  });
  return new Map(await Promise.all(entries));
}

import type { Instance } from "../../../runtime/kestra/instance.ts";
import { orNothing } from "../or-nothing.ts";

/**
 * The version of the docs to read: the one that is asked for, else that of the instance, else the newest.
 * @param given a release or a line of Kestra: of `1.3` and `1.3.25` the docs are those of `1.3.0`
 */
export async function docsVersion(
  given: string | undefined,
  instance: Pick<Instance, "version">,
  latest: () => Promise<{ readonly version?: string | null | undefined }>,
): Promise<string> {
  const known = given ?? instance.version ?? (await orNothing(latest))?.version ?? "latest";
  const [, line] = /^v?(\d+\.\d+)/.exec(known.trim()) ?? [];
  return line === undefined ? known.trim() : `${line}.0`;
}

import { InputError, KestraError } from "../../../runtime/errors.ts";
import type { Instance } from "../../../runtime/kestra/instance.ts";
import { say } from "../../../runtime/text/said.ts";
import { orNothing } from "../or-nothing.ts";

/** Asks for the newest release of Kestra. */
export type Newest = () => Promise<{ readonly version?: string | null | undefined }>;

/** A version of the docs to read. */
export interface DocsWish {
  /** A release or a line of Kestra, or `latest`; absent: that of the instance. */
  readonly given: string | undefined;
  readonly instance: Pick<Instance, "version">;
  readonly newest: Newest;
}

/**
 * The version of the docs to read: the one that is asked for, else that of the instance, else the newest. Of `1.3` and
 * `1.3.25` the docs are those of `1.3.0`.
 * @throws InputError of what can be no version
 */
export async function docsVersion({ given, instance, newest }: DocsWish): Promise<string> {
  const wanted = given === undefined ? lineOf(instance.version) : given;
  if (wanted !== undefined && wanted.toLowerCase() !== "latest") {
    if (!/^[\w.-]+$/.test(wanted)) throw new InputError(say`version must be such as 1.3, or latest.`);
    return lineOf(wanted) ?? wanted;
  }
  const known = (await orNothing(newest))?.version ?? "latest";
  return lineOf(known) ?? (/^[\w.-]{1,60}$/.test(known) ? known : "latest");
}

/**
 * Reads docs in the version that is wanted. Where nobody asked for one, and those of the instance's are not there, the
 * newest are read in their place.
 * @throws what reading in the first version throws
 */
export async function inDocsVersion<Read>(
  wish: DocsWish,
  read: (version: string) => Promise<Read>,
): Promise<{ readonly read: Read; readonly version: string }> {
  const version = await docsVersion(wish);
  try {
    return { read: await read(version), version };
  } catch (error) {
    const isMissing = error instanceof KestraError && [0, 404].includes(error.status);
    const other = wish.given === undefined && isMissing ? await docsVersion({ ...wish, given: "latest" }) : "";
    const found = other === "" || other === version ? undefined : await orNothing(() => read(other));
    if (found === undefined) throw error;
    return { read: found, version: other };
  }
}

/** `1.3.0` of `v1.3.25`; undefined of what is no release. */
function lineOf(release: string | undefined): string | undefined {
  const [, line] = /^v?(\d+\.\d+)(?![\w])/.exec(release ?? "") ?? [];
  return line === undefined ? undefined : `${line}.0`;
}

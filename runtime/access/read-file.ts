import { join } from "node:path";
import { readFile, stat } from "node:fs/promises";
import { ConfigurationError } from "../errors.ts";
import { limits } from "../limits.ts";

/** A file as it is, and whether others than its owner may read it; false where the system has no such thing. */
export interface OperatorsFile {
  readonly text: string;
  readonly isOpen: boolean;
}

/** Where systemd gives a service its secrets. An entry for its user alone looks there as if a group could read them. */
const credentials = join("/run", "credentials", "/");

/** @param variable that names it. @throws ConfigurationError where it cannot be read, or is too large */
export async function readOperatorsFile(path: string, variable: string): Promise<OperatorsFile> {
  try {
    const { size, mode } = await stat(path);
    if (size > limits.accessFile)
      throw new ConfigurationError(
        `${variable}: ${path} has ${size} bytes, and at most ${limits.accessFile} are read.`,
      );
    const isOpen = process.platform !== "win32" && (mode & 0o077) !== 0 && !path.startsWith(credentials);
    return { text: await readFile(path, "utf8"), isOpen };
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${variable}: ${path} cannot be read (${code}).`, { cause: error });
  }
}

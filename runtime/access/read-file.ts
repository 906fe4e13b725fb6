import { readFile, stat } from "node:fs/promises";
import { ConfigurationError } from "../errors.ts";
import { limits } from "../limits.ts";

/** @param variable that names it. @throws ConfigurationError where it cannot be read, or is too large */
export async function readOperatorsFile(path: string, variable: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > limits.accessFile)
      throw new ConfigurationError(
        `${variable}: ${path} has ${size} bytes, and at most ${limits.accessFile} are read.`,
      );
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${variable}: ${path} cannot be read (${code}).`, { cause: error });
  }
}

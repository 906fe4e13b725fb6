import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Environment } from "./config.ts";
import { ConfigurationError } from "./errors.ts";

/**
 * The environment, completed by the `.env` of a folder: a variable that is set already wins.
 * @throws ConfigurationError where there is a `.env` that cannot be read.
 */
export function withEnvFile(env: Environment, folder: string): Environment {
  let text: string;
  try {
    text = readFileSync(join(folder, ".env"), "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return env;
    throw new ConfigurationError(`The .env of the working directory cannot be read (${code}).`);
  }
  return { ...parseEnv(text), ...env };
}

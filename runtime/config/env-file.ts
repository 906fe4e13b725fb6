import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { readEnvLines } from "./env-lines.ts";
import { ignoredVariables } from "./ignored-variables.ts";
import { limits } from "../limits.ts";
import { visible } from "../text/visible.ts";
import type { OtherServices } from "../network/connection.ts";
import { serviceVariables } from "./variables/service-variables.ts";
import { requireValid } from "./values.ts";
import type { Variable } from "./variables/variable.ts";
import { inLowerCase, variables, type VariableName } from "./variables/variables.ts";
import type { Environment } from "../environment.ts";

/** What a file of variables adds to the environment. */
export interface EnvFile {
  readonly path: string;
  /** The variables that are taken from it. */
  readonly given: Environment;
  /** The variables of ours that stand in it and are not taken, each with the reason. */
  readonly ignored: readonly Ignored[];
  /** A sentence for each variable in it that was probably meant for us, and is not ours. */
  readonly notOurs: readonly string[];
  /** What is wrong with lines that cannot be read, without their text. */
  readonly broken: readonly string[];
}

export interface Ignored {
  readonly name: string;
  /** Such as `is not taken from a file: set it in the environment`. */
  readonly reason: string;
}

/**
 * Reads the `.env` of a folder, or the file that KESTRA_MCP_ENV_FILE names. Whoever wrote it need not be the user: it may
 * lie in a repository that somebody else made. So it never sends the environment's credentials to an address of its own,
 * nor its own to an address of the environment, never decides who may do what, and keeps no server from its start by a
 * value that is not valid, where the variable stands alone.
 * @returns undefined where there is none
 * @throws ConfigurationError where there is one that cannot be read, and where the one that is named is not there
 */
export function readEnvFile(
  env: Environment,
  folder: string,
  services: OtherServices = {},
): EnvFile | undefined {
  const named = env.KESTRA_MCP_ENV_FILE || undefined;
  if (named === "none") return undefined;
  const path = named === undefined ? join(folder, ".env") : resolve(folder, named);
  const text = readText(path, named !== undefined);
  if (text === undefined) return undefined;
  const { values: inFile, broken } = readEnvLines(text);
  const given: Record<string, string> = {};
  const ignored: Ignored[] = [];
  // A broken line may be the address, without which credentials would go to the usual one.
  const isAstray = broken.length > 0 && !isSet(inFile, "KESTRA_BASE_URL");
  const connected = ofConnection.filter((name) => isSet(env, name) && !isNever(name, env[name]));
  for (const variable of [...written(inFile), ...serviceVariables(services)]) {
    const { name, file } = variable;
    if (isSet(env, name) || !isSet(inFile, name)) continue;
    if (file === undefined)
      ignored.push({ name, reason: "is not taken from a file: set it in the environment" });
    else if (file === "connection" && connected.length > 0) {
      const reason = `is not used, since the environment sets ${connected.join(" and ")}: address and credentials come from one place`;
      ignored.push({ name, reason });
    } else if (file === "connection" && isAstray) {
      const reason = `is not used, since no KESTRA_BASE_URL could be read there, and ${broken[0] ?? ""}: it may be the address`;
      ignored.push({ name, reason });
    } else if (file === "alone" && !isValid(variable, inFile[name] ?? "")) {
      ignored.push({
        name,
        reason: "is not used, since its value is not valid: correct it there, or remove it",
      });
    } else given[name] = inFile[name] ?? "";
  }
  return { path, given, ignored, notOurs: ignoredVariables(inFile, visible(path), services), broken };
}

/**
 * The environment with what a file adds. Callers' own credentials would go to an address that neither they nor the
 * operator chose: where it is a file's, none are taken.
 */
export function completed(env: Environment, file: EnvFile | undefined): Environment {
  const isFiles = file?.given.KESTRA_BASE_URL !== undefined;
  return { ...env, ...file?.given, ...(isFiles ? { KESTRA_MCP_CALLER_CREDENTIALS: "never" } : {}) };
}

/** Whether the server would start with this value. */
function isValid(variable: Variable, value: string): boolean {
  try {
    requireValid(variable, value);
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}

/** Whether it says that no caller brings any. */
function isNever(name: VariableName, value = ""): boolean {
  return name === "KESTRA_MCP_CALLER_CREDENTIALS" && value.trim().toLowerCase() === "never";
}

/** The variables of ours that a file sets, those of proxies also in lower case. */
function written(inFile: Environment): readonly Variable[] {
  const rows: readonly Variable[] = variables;
  const lower = rows
    .filter((row) => inLowerCase.includes(row.name.toLowerCase()))
    .map((row) => ({ ...row, name: row.name.toLowerCase() }));
  return [...rows, ...lower].filter(({ name }) => isSet(inFile, name));
}

/** What a file gave and what of it is not taken, a sentence each; for people, without any value. */
export function tellEnvFile({ path, given, ignored, notOurs, broken }: EnvFile): readonly string[] {
  const place = visible(path);
  const names = Object.keys(given);
  const others = broken.length - limits.envTold;
  return [
    ...(names.length === 0 ? [] : [`Read from ${place}: ${names.join(", ")}.`]),
    ...ignored.map(({ name, reason }) => `${name} in ${place} ${reason}.`),
    ...broken.slice(0, limits.envTold).map((what) => `${place}: ${what}, and is ignored.`),
    ...(others > 0 ? [`${place}: ${others} more ${others === 1 ? "line is" : "lines are"} ignored.`] : []),
    ...notOurs,
  ];
}

/** Where one of these is set, address and credentials are the environment's. */
const ofConnection: readonly VariableName[] = (variables as readonly (Variable & { name: VariableName })[])
  .filter(({ file, isForAddress }) => file === "connection" || isForAddress === true)
  .map(({ name }) => name);

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? "") !== "";
}

function readText(path: string, isNamed: boolean): string | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) {
      if (!isNamed) return undefined;
      throw new ConfigurationError(`KESTRA_MCP_ENV_FILE is ${path}, which is not a file.`);
    }
    if (stat.size > limits.envFile) {
      throw new ConfigurationError(
        `${path} has ${stat.size} bytes, and a file of variables at most ${limits.envFile}. KESTRA_MCP_ENV_FILE=none leaves it out.`,
      );
    }
    const bytes = readFileSync(path);
    if (!isUtf16(bytes)) return bytes.toString("utf8");
    throw new ConfigurationError(
      `${path} is not UTF-8: save it as UTF-8. KESTRA_MCP_ENV_FILE=none leaves it out.`,
    );
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    if (isMissing && !isNamed) return undefined;
    throw new ConfigurationError(
      isMissing
        ? `KESTRA_MCP_ENV_FILE is ${path}, where there is no file. Say none to read no file.`
        : `${path} cannot be read (${code}). KESTRA_MCP_ENV_FILE=none leaves it out.`,
    );
  }
}

/** By its mark, or by the zeros between its letters: PowerShell writes such files. */
function isUtf16(bytes: Buffer): boolean {
  return (
    bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  );
}

import type { GivenVariables } from "../config/config.ts";
import { variables } from "../config/variables/variables.ts";
import type { Variable } from "../config/variables/variable.ts";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { didYouMean } from "../near-miss.ts";
import { kestractlVariables, variablesOf, variablesOfKestractl } from "./context-variables.ts";
import { contextNamed, shownName, type SavedContexts } from "./saved-context.ts";

/** How the address of Kestra and the credentials are chosen: all of them by the first source that says anything. */
export interface ChosenConnection {
  /** What the variables stand for that nobody set; absent where they are set, or nothing is. */
  readonly saved?: GivenVariables;
  /** Of the context, where it is one. */
  readonly name?: string;
  /** A sentence for each source that is not used, and may have been meant. */
  readonly ignored: readonly string[];
}

const rows: readonly Variable[] = variables;

/** Address and credentials, and what is shown to that address alone: they come from one source. */
export const ofOneSource: readonly string[] = [
  ...rows.filter(({ file }) => file === "connection").map(({ name }) => name),
  "KESTRA_MCP_EXTRA_HEADERS",
];

/** What else is for the address that the operator set: nobody else's is taken in its place. */
export const forAddress: readonly string[] = rows.filter((row) => row.isForAddress).map(({ name }) => name);

const variable = "KESTRA_CONTEXT";

/** The sources before the file, and what they say of it. */
export interface Wanted {
  /** The file is read for this name. */
  readonly name?: string;
  /** The file is read for its default. */
  readonly preset?: true;
  readonly chosen?: ChosenConnection;
}

/**
 * What the environment says, completed by a `.env`: whether the file of contexts is needed at all.
 * @param isLocal whether the caller is the user of this machine: nobody else gets what was not named
 * @throws ConfigurationError for variables of kestractl's that are wrong
 */
export function wantedConnection(env: Environment, isLocal: boolean): Wanted {
  const set = (names: readonly string[]) => names.filter((name) => (env[name] ?? "") !== "");
  const name = (env[variable] ?? "").trim();
  const ours = set(ofOneSource);
  if (ours.length > 0) {
    const why = `${variable} is not used, since ${ours.join(" and ")} ${are(ours)} set: address and credentials come from one place.`;
    return { chosen: { ignored: name === "" ? [] : [why] } };
  }
  if (name !== "") return { name };
  if (!isLocal || set(forAddress).some((one) => !isNever(one, env[one]))) return { chosen: { ignored: [] } };
  const theirs = set(Object.values(kestractlVariables));
  if (theirs.includes(kestractlVariables.host))
    return { chosen: { saved: variablesOfKestractl(env), ignored: [] } };
  if (theirs.length === 0) return { preset: true };
  const why = `${theirs.join(" and ")} ${are(theirs)} not used, since ${kestractlVariables.host} is not set: address and credentials come from one place.`;
  return { chosen: { ignored: [why] } };
}

/**
 * The context that was wanted.
 * @throws ConfigurationError where there is none, or one that is wrong
 */
export function chosenContext(
  { name, chosen }: Wanted,
  contexts: SavedContexts | undefined,
  path: string,
): ChosenConnection {
  if (chosen !== undefined) return chosen;
  const wanted = name ?? contexts?.preset;
  if (wanted === undefined) return { ignored: [] };
  const context = contexts && contextNamed(contexts, wanted);
  if (context !== undefined) return { saved: variablesOf(context, path), name: context.name, ignored: [] };
  const from = name === undefined ? `default_context in ${path}` : variable;
  throw new ConfigurationError(`${from} is ${shownName(wanted)}, ${noContext(contexts, wanted, path)}`);
}

/** `which is no context of ~/.kestractl/config.yaml. Did you mean prod?` */
export function noContext(contexts: SavedContexts | undefined, name: string, path: string): string {
  if (contexts === undefined) return `and there is no file ${path}.`;
  const names = contexts.contexts.map((one) => one.name);
  const near = shownName(didYouMean(name, names));
  const known = names.length === 0 ? " It has none." : ` It has ${names.map(shownName).join(", ")}.`;
  return `which is no context of ${path}.${near === "" ? known : near}`;
}

function are({ length }: readonly string[]): string {
  return length === 1 ? "is" : "are";
}

/** What says that no caller brings credentials is about no address. */
function isNever(name: string, value = ""): boolean {
  return name === "KESTRA_MCP_CALLER_CREDENTIALS" && value.trim().toLowerCase() === "never";
}

import { ConfigurationError } from "../../errors.ts";
import { didYouMean } from "../../near-miss.ts";
import { verbs, type Verb } from "./verbs.ts";

/** What was written behind a verb. */
export interface Written {
  readonly words: readonly string[];
  readonly issuer?: string;
  readonly username?: string;
  readonly sessions: boolean;
  readonly json: boolean;
}

/** The options of a verb; those that need a value end in `=`. */
const options: Readonly<Record<Verb, readonly string[]>> = {
  "generate-key": [],
  "list-users": ["--json"],
  "add-token": ["--username=", "--issuer="],
  "remove-token": ["--sessions"],
  revoke: [],
  "rotate-keys": [],
  "import-tokens": ["--issuer="],
};

/** How many words a verb takes, at least and at most. `add-token TOKEN USER` is of the replaced server. */
const words: Readonly<Record<Verb, readonly [number, number]>> = {
  "generate-key": [0, 0],
  "list-users": [0, 0],
  "add-token": [1, 2],
  "remove-token": [1, 1],
  revoke: [1, 1],
  "rotate-keys": [0, 0],
  "import-tokens": [0, 1],
};

/** @throws ConfigurationError for what the verb does not take; it holds no word, which may be a secret */
export function parseWritten(verb: Verb, given: readonly string[]): Written {
  const found: string[] = [];
  const values = new Map<string, string>();
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? "";
    const [, name = word, value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    if (options[verb].includes(`${name}=`)) values.set(name, requireValue(name, value ?? given[++i]));
    else if (options[verb].includes(word)) values.set(word, "");
    else if (word.startsWith("--")) throw unknown(verb, name);
    else found.push(word);
  }
  const [least, most] = words[verb];
  if (found.length < least || found.length > most)
    throw new ConfigurationError(`Write it as: kestra-mcp ${verb} ${verbs[verb]}`.trimEnd() + ".");
  const issuer = values.get("--issuer");
  const username = values.get("--username");
  return {
    words: found,
    ...(issuer !== undefined && { issuer }),
    ...(username !== undefined && { username }),
    sessions: values.has("--sessions"),
    json: values.has("--json"),
  };
}

function requireValue(name: string, value: string | undefined): string {
  if (value !== undefined && value !== "" && !value.startsWith("--")) return value;
  throw new ConfigurationError(`${name} needs a value.`);
}

function unknown(verb: Verb, name: string): ConfigurationError {
  const known = options[verb].map((one) => one.replace("=", ""));
  return new ConfigurationError(
    `kestra-mcp ${verb} has no option ${name}.${didYouMean(name, known)} See kestra-mcp help ${verb}.`,
  );
}

import { transports } from "../config/readers/choices.ts";
import { choice } from "../config/readers/reader.ts";
import { ConfigurationError } from "../errors.ts";
import { didYouMean } from "../near-miss.ts";
import { isVerb, verbs } from "./user-verbs/verbs.ts";

/** What the command line asks for. */
export interface CommandLine {
  readonly command: Command;
  /** What follows the command. */
  readonly rest: readonly string[];
  readonly dryRun: boolean;
  /** Forces the release, as KESTRA_API_VERSION does. */
  readonly line?: string;
  /** Serve against the sandbox; empty: its newest line. */
  readonly sandbox?: string;
  /** As KESTRA_MCP_TRANSPORT. */
  readonly transport?: string;
  /** With `doctor`: a file of claims, of the user whose view is wanted. */
  readonly as?: string;
  /** With `call`: each `name=value` or `name=@file`. */
  readonly args?: readonly string[];
  /** With `list` and `describe`: what clients see. */
  readonly json?: true;
  /** With `sandbox`: where it listens; absent: any free port. */
  readonly port?: number;
}

export const commands = [
  "serve",
  "list",
  "describe",
  "call",
  "doctor",
  "sandbox",
  "help",
  "version",
  "pull",
  "users",
] as const;

export type Command = (typeof commands)[number];

/** Each option: what its value is, where it has one as the next word, and the commands that it belongs to, where not to most. */
const options: Readonly<Record<string, { readonly needs?: string; readonly of?: readonly Command[] }>> = {
  "--help": {},
  "--version": {},
  "--sandbox": { of: ["serve", "list", "describe", "call", "doctor", "pull"] },
  "--line": { needs: "a release, such as --line 2.0" },
  "--dry-run": { of: ["call"] },
  "--arg": { needs: "an argument and its value, such as --arg query=report", of: ["call"] },
  "--json": { of: ["list", "describe"] },
  "--port": { needs: "a port, such as --port 8085", of: ["sandbox"] },
  "--transport": { needs: "stdio or http", of: ["serve"] },
  "--as": { needs: "a file of claims, as a JSON object", of: ["doctor"] },
};

/** How many words may follow a command. */
const mostWords: Readonly<Record<Command, number>> = {
  serve: 0,
  list: 0,
  describe: 1,
  call: 2,
  doctor: 0,
  sandbox: 1,
  help: Infinity,
  version: 0,
  pull: 2,
  // Each of its verbs says how many.
  users: Infinity,
};

/** Each option that was given -> its values. */
type Given = ReadonlyMap<string, readonly string[]>;

/**
 * @param services that can be pulled: `catalog pull FILE` is the command `pull` with the words `catalog` and `FILE`
 * @throws ConfigurationError for an unknown command or option, with its near miss
 */
export function parseArguments(argv: readonly string[], services: readonly string[] = []): CommandLine {
  const [first = "", ...others] = argv;
  const isHelp = argv.some((word) => word === "--help" || word === "-h");
  if (isVerb(first) || first === "users") return usersLine(first, others, isHelp);
  const words: string[] = [];
  const given = new Map<string, string[]>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? "";
    if (!/^-[^\d]/.test(word)) {
      words.push(word);
      continue;
    }
    const [, name = word, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
    const option = { "-h": "--help", "-v": "--version", "-V": "--version" }[name] ?? name;
    if (!Object.hasOwn(options, option)) {
      throw new ConfigurationError(
        `There is no option ${name}.${didYouMean(name, Object.keys(options))} See kestra-mcp --help.`,
      );
    }
    const isNext = options[option]?.needs !== undefined && value === undefined;
    given.set(option, [...(given.get(option) ?? []), isNext ? (argv[++i] ?? "") : (value ?? "")]);
  }
  return commandLine(words, given, services);
}

/** `users list` is `list-users`, and `users revoke` is `revoke`: the verb comes first of what follows the command. */
function usersLine(first: string, others: readonly string[], isHelp: boolean): CommandLine {
  const given = first === "users" ? others : [first, ...others];
  const [verb = "", ...rest] = isHelp ? given.filter((word) => word !== "--help" && word !== "-h") : given;
  if (isHelp && verb === "") return { command: "help", rest: ["users"], dryRun: false };
  const meant = verb === "list" && first === "users" ? "list-users" : verb;
  if (isVerb(meant) && isHelp) return { command: "help", rest: [meant], dryRun: false };
  if (isVerb(meant)) return { command: "users", rest: [meant, ...rest], dryRun: false };
  const known = Object.keys(verbs);
  throw new ConfigurationError(
    `kestra-mcp users takes one of ${known.join(", ")}.${didYouMean(meant, known)} See kestra-mcp --help.`,
  );
}

function commandLine(words: readonly string[], given: Given, services: readonly string[]): CommandLine {
  const { command, rest } = commandOf(words, given, services);
  const asked = given.has("--help") ? "help" : given.has("--version") ? "version" : command;
  const known = { command: asked, rest, dryRun: given.has("--dry-run") };
  if (command === "help") requireOptions(command, given);
  if (asked === "help") return { ...known, rest: topicOf(words) };
  if (asked !== command) return known;
  requireWords(command, rest);
  requireOptions(command, given);
  const [line, sandbox, transport, as, port] = ["--line", "--sandbox", "--transport", "--as", "--port"].map(
    (name) => given.get(name)?.at(-1),
  );
  const args = given.get("--arg");
  if (transport !== undefined) choice(transports)(transport, "--transport");
  return {
    ...known,
    ...(line === undefined ? {} : { line }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(transport === undefined ? {} : { transport }),
    ...(as === undefined ? {} : { as }),
    ...(args === undefined ? {} : { args }),
    ...(given.has("--json") ? { json: true } : {}),
    ...(port === undefined ? {} : { port: portOf(port) }),
  };
}

/** What help is wanted on: `help list`, `list --help`, `help users revoke`; nothing for all. @throws ConfigurationError */
function topicOf(words: readonly string[]): readonly string[] {
  const [first, second, ...more] = words[0] === "help" ? words.slice(1) : words;
  if (words[0] === "help" && more.length > 0)
    throw new ConfigurationError(`kestra-mcp help takes no ${more.at(-1) ?? ""}.`);
  const inner = second === "list" ? "list-users" : second;
  if (first === "users" && inner !== undefined) return [inner];
  return first === undefined ? [] : [first];
}

function requireWords(command: Command, rest: readonly string[]): void {
  if (rest.length > mostWords[command])
    throw new ConfigurationError(
      `kestra-mcp ${command === "pull" ? `${rest[0] ?? ""} pull` : command} takes no ${rest.at(-1) ?? ""}.`,
    );
  if ((command === "call" || command === "describe") && rest.length === 0)
    throw new ConfigurationError(`kestra-mcp ${command} needs the name of a tool.`);
}

function requireOptions(command: Command, given: Given): void {
  for (const [name, values] of given) {
    const { needs, of } = options[name] ?? {};
    if (needs !== undefined && values.includes("")) throw new ConfigurationError(`${name} needs ${needs}.`);
    if (of?.includes(command) === false) {
      const [first = "", ...others] = of.map((it) => (it === "serve" ? "without a command" : it));
      const last = others.length === 0 ? "" : ` and ${others.at(-1) ?? ""}`;
      const list = `${[first, ...others.slice(0, -1)].join(", ")}${last}`;
      throw new ConfigurationError(`${name} belongs to kestra-mcp ${list}.`);
    }
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new ConfigurationError("--port must be a number from 0 to 65535; 0 takes any free port.");
}

/** The command, and the words that follow it. */
function commandOf(
  words: readonly string[],
  given: Given,
  services: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } {
  const [word = "serve", ...rest] = words;
  if (services.includes(word)) {
    const [verb, file] = rest;
    if (!given.has("--help") && (verb !== "pull" || file === undefined))
      throw new ConfigurationError(`kestra-mcp ${word} takes pull and a file: kestra-mcp ${word} pull FILE.`);
    return { command: "pull", rest: [word, ...rest.slice(1)] };
  }
  const command = commands.find((one) => one === word && one !== "pull");
  if (command !== undefined) return { command, rest };
  const known = [...commands.filter((one) => one !== "pull"), ...Object.keys(verbs), ...services];
  throw new ConfigurationError(
    `There is no command ${word}.${didYouMean(word, known)} See kestra-mcp --help.`,
  );
}

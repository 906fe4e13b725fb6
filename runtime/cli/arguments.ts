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
}

export const commands = ["serve", "list", "call", "doctor", "help", "version", "pull", "users"] as const;

export type Command = (typeof commands)[number];

const options = ["--help", "--version", "--sandbox", "--line", "--dry-run", "--transport", "--as"] as const;

/** How many words may follow a command. */
const mostWords: Readonly<Record<Command, number>> = {
  serve: 0,
  list: 0,
  call: 2,
  doctor: 0,
  help: 0,
  version: 0,
  pull: 2,
  // Each of its verbs says how many.
  users: Infinity,
};

/**
 * @param services that can be pulled: `catalog pull FILE` is the command `pull` with the words `catalog` and `FILE`
 * @throws ConfigurationError for an unknown command or option, with its near miss
 */
export function parseArguments(argv: readonly string[], services: readonly string[] = []): CommandLine {
  const [first = "", ...others] = argv;
  const isHelp = argv.some((word) => word === "--help" || word === "-h");
  if (isVerb(first) || first === "users") return usersLine(first, others, isHelp);
  const words: string[] = [];
  const given = new Map<string, string>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? "";
    if (!/^-[^\d]/.test(word)) {
      words.push(word);
      continue;
    }
    const [, name = word, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
    const option = { "-h": "--help", "-v": "--version", "-V": "--version" }[name] ?? name;
    if (!(options as readonly string[]).includes(option)) {
      throw new ConfigurationError(
        `There is no option ${name}.${didYouMean(name, options)} See kestra-mcp --help.`,
      );
    }
    if (["--line", "--transport", "--as"].includes(option) && value === undefined)
      given.set(option, argv[++i] ?? "");
    else given.set(option, value ?? "");
  }
  return commandLine(words, given, services);
}

/** `users list` is `list-users`, and `users revoke` is `revoke`: the verb comes first of what follows the command. */
function usersLine(first: string, others: readonly string[], isHelp: boolean): CommandLine {
  const given = first === "users" ? others : [first, ...others];
  const [verb = "", ...rest] = isHelp ? given.filter((word) => word !== "--help" && word !== "-h") : given;
  if (isHelp && verb === "") return { command: "help", rest: [], dryRun: false };
  const meant = verb === "list" && first === "users" ? "list-users" : verb;
  if (isVerb(meant) && isHelp) return { command: "help", rest: [meant], dryRun: false };
  if (isVerb(meant)) return { command: "users", rest: [meant, ...rest], dryRun: false };
  const known = Object.keys(verbs);
  throw new ConfigurationError(
    `kestra-mcp users takes one of ${known.join(", ")}.${didYouMean(meant, known)} See kestra-mcp --help.`,
  );
}

function commandLine(
  words: readonly string[],
  given: ReadonlyMap<string, string>,
  services: readonly string[],
): CommandLine {
  const { command, rest } = commandOf(words, given, services);
  const asked = given.has("--help") ? "help" : given.has("--version") ? "version" : command;
  const known = { command: asked, rest, dryRun: given.has("--dry-run") };
  if (asked !== command) return known;
  if (rest.length > mostWords[command])
    throw new ConfigurationError(
      `kestra-mcp ${command === "pull" ? `${rest[0] ?? ""} pull` : command} takes no ${rest.at(-1) ?? ""}.`,
    );
  if (command === "call" && rest.length === 0)
    throw new ConfigurationError("kestra-mcp call needs the name of a tool.");
  const [line, sandbox, transport, as] = ["--line", "--sandbox", "--transport", "--as"].map((name) =>
    given.get(name),
  );
  if (as === "") throw new ConfigurationError("--as needs a file of claims, as a JSON object.");
  if (as !== undefined && command !== "doctor")
    throw new ConfigurationError("--as belongs to kestra-mcp doctor.");
  if (transport === "") throw new ConfigurationError("--transport needs stdio or http.");
  if (transport !== undefined && command !== "serve")
    throw new ConfigurationError("--transport belongs to kestra-mcp without a command.");
  if (transport !== undefined) choice(transports)(transport, "--transport");
  if (line === "") throw new ConfigurationError("--line needs a release, such as --line 2.0.");
  if (given.has("--dry-run") && command !== "call")
    throw new ConfigurationError("--dry-run belongs to kestra-mcp call.");
  return {
    ...known,
    ...(line === undefined ? {} : { line }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(transport === undefined ? {} : { transport }),
    ...(as === undefined ? {} : { as }),
  };
}

/** The command, and the words that follow it. */
function commandOf(
  words: readonly string[],
  given: ReadonlyMap<string, string>,
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

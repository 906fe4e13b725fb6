import type { Compiled } from "../../catalog/select.ts";
import { serviceVariables } from "../../config/variables/service-variables.ts";
import { toldDefault, type Variable } from "../../config/variables/variable.ts";
import { variables } from "../../config/variables/variables.ts";
import { ConfigurationError } from "../../errors.ts";
import { didYouMean } from "../../near-miss.ts";
import { isVerb, verbs, type Verb } from "../user-verbs/verbs.ts";
import { commandTopics } from "./command-topics.ts";
import { paragraph, rows, topicText, type Topic } from "./topic.ts";
import { verbTopic } from "./verb-topics.ts";

type Told = Pick<Compiled, "version" | "services" | "pulls">;

const verbNames = Object.keys(verbs) as readonly Verb[];

/**
 * What `--help` prints: of all in short, or of one command; of `users` and `environment` what belongs to them.
 * @throws ConfigurationError for what is none of these, with its near miss
 */
export function help(compiled: Told, topic = ""): string {
  if (topic === "" || topic === "help") return firstScreen(compiled);
  if (topic === "users") return usersText();
  if (topic === "environment") return environmentText(compiled);
  if (isVerb(topic)) return topicText(topic, verbTopic(topic));
  const topics: Readonly<Record<string, Topic>> = { ...commandTopics, ...pullTopics(compiled) };
  const found = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (found !== undefined) return topicText(topic, found);
  const known = [...Object.keys(topics), ...verbNames, "users", "environment"];
  throw new ConfigurationError(
    `There is no help on ${topic}.${didYouMean(topic, known)} See kestra-mcp help.`,
  );
}

/** Where the first screen says what a command is for. */
const column = 22;

function firstScreen(compiled: Told): string {
  const { version: _, ...commands } = commandTopics;
  const all: Readonly<Record<string, Topic>> = { ...commands, ...pullTopics(compiled) };
  const users = Object.fromEntries(verbNames.map((verb) => [verb, verbTopic(verb)]));
  return `kestra-mcp ${compiled.version}: the MCP server for Kestra.

Usage: kestra-mcp [COMMAND] [OPTIONS]

${inShort(all)}
Users, of a server that they log in to
${inShort(users)}
Options and help
${rows(
  {
    "help COMMAND": "what it takes, and more of it",
    "help environment": "the variables that configure the server",
    "--sandbox": "with most commands: work against a built-in Kestra",
    "--version": "the version of this program",
  },
  column,
)}`;
}

function inShort(topics: Readonly<Record<string, Topic>>): string {
  const words = Object.entries(topics).map(([command, { form, does }]) => {
    const [needed = ""] = form.split(/ ?(?:\[|--)/);
    return [`${command} ${needed}`.trimEnd(), does] as const;
  });
  return rows(Object.fromEntries(words), column);
}

function usersText(): string {
  const said = verbNames.map((verb) => {
    const { form, does } = verbTopic(verb);
    return [`kestra-mcp ${verb} ${form}`.trimEnd(), does] as const;
  });
  return [
    paragraph(
      "Commands about the users of a server that they log in to. kestra-mcp help COMMAND says more of one.",
    ),
    rows(Object.fromEntries(said), 32),
    paragraph("KESTRA_MCP_STORE names the store, and KESTRA_MCP_ENCRYPTION_KEYS holds the keys."),
  ].join("\n");
}

function environmentText({ services }: Told): string {
  const all = [...variables, ...serviceVariables(services)].map((one) => [one.name, meaningOf(one)] as const);
  return [
    paragraph(
      "Variables of the environment. A .env file in the working directory may fill in what is not set (KESTRA_MCP_ENV_FILE).",
    ),
    ...all.map(([name, meaning]) => `${name}\n${rows({ "": meaning }, 4)}`),
  ].join("\n");
}

function meaningOf(variable: Variable): string {
  const preset = toldDefault(variable);
  return `${variable.meaning}${preset === undefined ? "" : ` Default: ${preset}.`}`;
}

/** For each service whose answers can be taken elsewhere. */
function pullTopics({ services, pulls = {} }: Told): Readonly<Record<string, Topic>> {
  return Object.fromEntries(
    Object.keys(pulls).map((name) => {
      const title = services[name]?.title ?? name;
      return [
        name,
        {
          form: "pull FILE",
          does: `keep what ${title} answers in a file`,
          more: [`Writes what ${title} answers to a file, for a machine without it.`],
        },
      ];
    }),
  );
}

import type { Topic } from "./topic.ts";

const sandbox = { "--sandbox[=LINE]": "work against a built-in Kestra, of line 1.0, 1.3 or 2.0" };
const line = {
  "--line LINE": "take Kestra for this release, such as 2.0, instead of asking it",
};

/** What is told of each command that is not about users. */
export const commandTopics = {
  serve: {
    form: "[OPTIONS]",
    does: "serve over stdio, as clients start it; may be left out",
    more: [
      "Serves over stdio: what an MCP client starts. serve may be left out. Variables of the environment say how, and at which Kestra: see kestra-mcp help environment.",
    ],
    takes: {
      "--transport http": "serve over HTTP, to many clients, at http://127.0.0.1:8000/mcp",
      ...sandbox,
      ...line,
    },
  },
  list: {
    form: "[--json]",
    does: "the tools, as this Kestra gets them",
    more: ["Prints the tools as this Kestra gets them, and prompts and resources."],
    takes: { "--json": "as clients see them", ...sandbox, ...line },
  },
  describe: {
    form: "TOOL [--json]",
    does: "what a tool takes, does and asks of Kestra",
    more: ["Prints what a tool takes, does and asks of Kestra, with examples."],
    takes: { "--json": "as clients see it", ...sandbox, ...line },
  },
  call: {
    form: "TOOL [ARGUMENTS]",
    does: "call a tool; --dry-run shows what it would ask",
    more: ["Calls a tool, without asking first, whatever KESTRA_MCP_CONFIRM says. Arguments may be:"],
    takes: {
      "--arg NAME=VALUE": "one by its name, as often as there are some; a list by one --arg for each item",
      "--arg NAME=@FILE": "the text of a file",
      "@FILE": 'all of them, from a file of JSON or YAML; PowerShell wants quotes: "@FILE"',
      "-": "the same, from what is piped in",
      '\'{"query": "report"}\'': "JSON, in sh and PowerShell from 7.3 on",
      '\'{\\"query\\": \\"report\\"}\'': "JSON, in Windows PowerShell",
      '"{\\"query\\": \\"report\\"}"': "JSON, in cmd",
      "--dry-run":
        "print its HTTP requests instead of sending them, with secrets masked, and those that may follow",
      ...sandbox,
      ...line,
    },
  },
  doctor: {
    form: "[--as FILE]",
    does: "what is configured, what answers, what is hidden and why",
    more: [
      "Prints what is configured, what answers, and which tools are hidden and why. It changes nothing.",
    ],
    takes: {
      "--as FILE": "what a user with these claims, a JSON object, would see",
      ...sandbox,
      ...line,
    },
  },
  sandbox: {
    form: "[LINE] [--port N]",
    does: "a Kestra to try things on, until Ctrl-C",
    more: [
      "Starts a built-in Kestra with samples, of line 1.0, 1.3 or 2.0, and prints how to use it. It lasts until Ctrl-C, and nothing of it is kept.",
    ],
    takes: { "--port N": "where it listens; without it, at any free port" },
  },
  version: { form: "", does: "the version of this program" },
} as const satisfies Readonly<Record<string, Topic>>;

import type { Compiled } from "../catalog/select.ts";
import { serviceVariables } from "../config/variables/service-variables.ts";
import { toldDefault, type Variable } from "../config/variables/variable.ts";
import { variables } from "../config/variables/variables.ts";
import { verbs } from "./user-verbs/verbs.ts";

/** What `--help` prints. */
export function help(compiled: Pick<Compiled, "version" | "services" | "pulls">): string {
  const { version, services } = compiled;
  return `kestra-mcp ${version}: the MCP server for Kestra.

Usage
  kestra-mcp                          serve over stdio: what an MCP client starts
  kestra-mcp list                     the tools, as this Kestra gets them; --json: as clients see them
  kestra-mcp describe TOOL            what it takes, does and asks of Kestra, with examples; --json
  kestra-mcp call TOOL [ARGUMENTS]    call one tool, without asking first (KESTRA_MCP_CONFIRM);
                                      --dry-run prints its HTTP requests instead of sending them
  kestra-mcp doctor                   what is configured, what answers, and what is hidden and why;
                                      --as FILE: what a user with these claims would see
  kestra-mcp sandbox [LINE]           a Kestra to try things on, with samples, until Ctrl-C; --port N
${pullsOf(compiled)}
Users, of a server that they log in to (KESTRA_MCP_STORE, KESTRA_MCP_ENCRYPTION_KEYS)
${verbLines()}

Arguments of call
  --arg NAME=VALUE                    one by its name, as often as there are some; a list by one --arg for each item
  --arg NAME=@FILE                    the text of a file
  @FILE                               all of them, from a file of JSON or YAML; PowerShell wants quotes: "@FILE"
  -                                   the same, from what is piped in
  '{"query": "report"}'               JSON, in sh and PowerShell from 7.3 on
  '{\\"query\\": \\"report\\"}'           JSON, in Windows PowerShell
  "{\\"query\\": \\"report\\"}"           JSON, in cmd

Options
  --sandbox[=LINE]                    work against a built-in Kestra, of line 1.0, 1.3 or 2.0
  --transport http                    serve over HTTP, to many clients, at http://127.0.0.1:8000/mcp
  --line LINE                         take Kestra for this release, such as 2.0, instead of asking it
  --dry-run                           with call: print the request, with secrets masked, and those that may follow
  --help, --version

Environment; a .env file in the working directory may fill in what is not set (KESTRA_MCP_ENV_FILE)
${[...variables, ...serviceVariables(services)].map(line).join("\n")}
`;
}

/** A line for each command about users. */
function verbLines(): string {
  return Object.entries(verbs)
    .flatMap(([verb, { form, does }]) =>
      does.map((text, i) => {
        const command = i === 0 ? `kestra-mcp ${verb} ${form}`.trim() : "";
        return `  ${command.padEnd(35)} ${text}`.trimEnd();
      }),
    )
    .join("\n");
}

/** A line for each service whose answers can be taken elsewhere. */
function pullsOf({ services, pulls = {} }: Pick<Compiled, "services" | "pulls">): string {
  return Object.keys(pulls)
    .map((name) => {
      const title = services[name]?.title ?? name;
      const command = `kestra-mcp ${name} pull FILE`;
      return `  ${command.padEnd(35)} writes what ${title} answers, for a machine without it\n`;
    })
    .join("");
}

function line(variable: Variable): string {
  const { name, meaning } = variable;
  const preset = toldDefault(variable);
  return `  ${name.padEnd(32)} ${meaning}${preset === undefined ? "" : ` Default: ${preset}.`}`;
}

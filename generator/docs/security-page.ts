import type { OtherServices } from "../../runtime/network/connection.ts";
import { limits } from "../../runtime/limits.ts";
import type { LimitDoc } from "./limits/limit-list.ts";
import { bullets, code, link, notice, page, table, text } from "./markdown.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** `docs/security.md`: what is trusted, what holds, each limit, and what is left to whoever runs the server. */
export function securityPage(found: readonly LimitDoc[], services: OtherServices): SourceFile {
  const environment = link("Environment", "environment.md");
  return {
    path: "docs/security.md",
    text: page([
      notice("runtime/limits.ts and generator/docs/security-page.ts"),
      "# Security",
      "## What is trusted",
      bullets([
        "Whoever starts the process: its command line and its environment.",
        "The address of Kestra that is configured, for what it is told: the credentials go there, and only there.",
      ]),
      "## What is not",
      bullets([
        "Arguments of tools. A model writes them, perhaps as somebody's text told it to. They never leave the hole of a request that they fill: a part of a path is one segment, in whatever way a proxy reads it, and a value is one value.",
        "Kestra's answers. Flows, logs and outputs are texts of many people. They are data in results, never sentences of the server, and each result that may hold some ends with a line that says so, as the instructions for the model do; in errors, progress and logs their control characters are written out, and credentials are taken out of them.",
        "HTTP requests, headers and whatever comes over stdin.",
        `A ${code(".env")} file of the working directory: ${environment} says what it may give.`,
        "A redirect of Kestra's: it is not followed to another origin, and credentials never go along.",
      ]),
      "## What the server does not protect against",
      bullets([
        "A model that does with its tools what a text told it to. Show it fewer tools (`KESTRA_MCP_ENABLED_TOOLS`, `KESTRA_MCP_READ_ONLY`), keep it in some namespaces (`KESTRA_MCP_NAMESPACES`), let it ask first (`KESTRA_MCP_CONFIRM`), and give it a user of Kestra that may do no more than it needs to. A confirmation is a guard against slips: a client may answer it without a person.",
        "A caller that makes up the token of a preview. It is a fingerprint of what was seen, so that a call changes exactly that: it is no secret and no authorisation, and whoever knows the names can make it.",
        "An operator's own Kestra, its proxies and authorities: who controls them sees the credentials.",
        "Somebody who reads the memory or the environment of the process.",
      ]),
      ...askedSection(services),
      "## What an operator does",
      bullets([
        "Over stdio nothing: the server has the rights of the user that starts it, and opens no port.",
        `Over HTTP it listens on this machine alone unless told otherwise, and then wants ${code("KESTRA_MCP_AUTH_TOKEN")}: a random one of at least ${limits.authToken} characters, such as ${code("openssl rand -hex 32")} gives. Put TLS before it; the server speaks none.`,
        `Name the hosts by which it is reached (${code("KESTRA_MCP_ALLOWED_HOSTS")}) and the pages that may use it (${code("KESTRA_MCP_ALLOWED_ORIGINS")}); other names and pages are refused, as a page could otherwise use it from a browser.`,
        `Several callers may have tokens and roles of their own: ${link("Roles", "roles.md")}. They then act as the operator's user of Kestra, as far as their roles go.`,
        `Several callers with rights of their own in Kestra bring their own credentials: set ${code("KESTRA_MCP_CALLER_CREDENTIALS")} to required, and nobody acts as the operator. Other Kestras are reached only where ${code("KESTRA_MCP_ALLOWED_BASE_URLS")} names them.`,
        "A reverse proxy before it hides the addresses of callers, unless `KESTRA_MCP_TRUSTED_PROXIES` names it: wrong tokens of all of them are then counted together. That count does not slow guessing, since the right token is always let in: it keeps the log and the answers small. What stops a guess is a token that is random.",
        "Behind several replicas requests of a session must reach the same one, and so must a confirmation.",
        "Logs hold no credentials, tokens or arguments, but names of tools and of what they were about: keep them as you keep Kestra's.",
      ]),
      "## Limits",
      `Nobody takes more of the server than this. Who meets a limit is told it in the error. They stand in ${code("runtime/limits.ts")}; sizes are in bytes and times in milliseconds, where nothing else is said.`,
      table(
        ["limit", "value", "what it is"],
        found.map(({ name, reason }) => [code(name), valueOf(name), text(reason)]),
      ),
      "## Reporting",
      "Report a weakness through the private security advisories of the repository, not in a public issue: with what you sent, what came back, and the version. You get an answer before anything is made public.",
    ]),
  };
}

/** What is told to those besides Kestra; nothing where there are none. */
function askedSection(services: OtherServices): readonly string[] {
  if (Object.keys(services).length === 0) return [];
  return [
    "## What others are told",
    bullets([
      ...Object.values(services).map(tellsOf),
      `Nothing else goes there: no credentials, no tenant, no header for Kestra or for what stands before it, no trace, and nothing that Kestra answered but its release and names that are looked up. Proxies and authorities are those of the way to Kestra; a client certificate is not shown.`,
    ]),
  ];
}

function tellsOf({ title, variable, keeps }: OtherServices[string]): string {
  const told = `${text(title)} (${code(variable)}) is told what a tool asks it: words that are searched for, names of what is looked up, such as a type or a release of Kestra, and the version of this program.`;
  if (keeps !== true) return told;
  const sources = code(variable.replace(/_URL$/, ""));
  return `${told} With ${sources} set to \`instance\` or \`offline\` it is told nothing. What it answers is somebody else's text, on disk and in results.`;
}

function valueOf(name: string): string {
  const value: number | undefined = (limits as Readonly<Record<string, number>>)[name];
  return value === undefined ? "" : value.toLocaleString("en-US");
}

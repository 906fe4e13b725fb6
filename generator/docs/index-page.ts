import type { ToolModel } from "../model.ts";
import type { ToolsetSpec, Toolsets } from "../spec/parse/parse-toolsets.ts";
import { budget, tokensOf } from "../tokens.ts";
import { bullets, code, link, notice, page, table, text } from "./markdown.ts";
import { toolsetPath } from "./toolset-page.ts";
import { effectOf } from "./tool-table.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { listed } from "../text/listed.ts";

/** `docs/README.md`: the toolsets and presets, with what they cost an agent. */
export function indexPage(
  { toolsets, presets, readingPresets = [], presetTexts = {} }: Toolsets,
  models: readonly ToolModel[],
  lines: readonly string[],
): SourceFile {
  const entries = Object.entries(toolsets).filter(([, toolset]) => toolset.made === undefined);
  const on = models.filter((it) => toolsets[it.toolset]?.default === true);
  const open = on.filter((it) => toolsets[it.toolset]?.edition !== "ee");
  return {
    path: "docs/README.md",
    text: page([
      notice("specs/"),
      "# kestra-mcp",
      `${models.length} tools in ${entries.length} toolsets, for Kestra ${listed(lines)}.`,
      "## Pages",
      bullets([
        `${link("Installing", "install.md")}: each way to install the server, what it asks for, and how to check what was installed`,
        `${link("It does not connect", "it-does-not-connect.md")}: what to run first, and where each client keeps its log`,
        `${link("How do I find out why", "how-to-find-out-why.md")}: what people ask, the calls that answer it, and where to look`,
        `${link("From an idea to a flow", "from-an-idea-to-a-flow.md")}: types, templates and docs, so that a flow is right the first time`,
        `${link("Flows as tools", "flows-as-tools.md")}: flows of one's own that an agent calls by name, with their inputs as arguments`,
        `${link("Compatibility", "compatibility.md")}: which route each tool uses, on each line and edition`,
        `${link("Environment", "environment.md")}: every variable that the server reads`,
        `${link("Offline", "offline.md")}: the public catalogue on a machine without the internet, and what is kept of it`,
        `${link("Prompts and resources", "prompts.md")}: texts to begin with, what clients read by its address, and prompts of your own`,
        `${link("Roles", "roles.md")}: who may do what over HTTP, and which namespaces a call of each tool is about`,
        `${link("A server that many users log in to", "users.md")}: what it needs, where it is kept, who may still come, and the way from scramb/kestra-server-mcp`,
        `${link("Identity providers", "identity-providers.md")}: what Keycloak, Entra and others must know, and whose tokens are taken`,
        `${link("Operation", "operation.md")}: a server for others over HTTP: proxies, limits, audit, metrics, health, replicas`,
        `${link("Users' credentials", "credentials.md")}: whose credentials for Kestra the calls of users have who log in`,
        `${link("Security", "security.md")}: what is trusted, what holds, each limit, and what an operator does`,
        `${link("The official server", "official-server.md")}: its known faults, and what this server does instead`,
      ]),
      "## Toolsets",
      table(
        ["toolset", "tools", "tokens", "edition", "listed by default", "what it is for"],
        entries.map(([name, toolset]) => toolsetRow(name, toolset, models)),
      ),
      `By default ${on.length} tools are listed, for ${total(on)} tokens; an open-source instance is shown ${open.length} of them, for ${total(open)} of the ${budget.list.toLocaleString("en-US")} that the build allows. Tokens are those of o200k_base over the minified name, description and arguments.`,
      "## Presets",
      "A preset is a word for several tools, in the variables that enable and disable: `KESTRA_MCP_ENABLED_TOOLS=observe`.",
      table(
        ["preset", "tools", "tokens", "changes something", "what it is for"],
        Object.entries(presets).map(([name, names]) => {
          const tools = models.filter((it) => names.includes(it.name));
          const changes = !readingPresets.includes(name) && tools.some((it) => effectOf(it) !== "read");
          const purpose = text(presetTexts[name] ?? "");
          return [code(name), String(tools.length), total(tools), changes ? "yes" : "no", purpose];
        }),
      ),
      bullets(Object.entries(presets).map(([name, names]) => presetLine(name, names, models))),
    ]),
  };
}

function toolsetRow(name: string, toolset: ToolsetSpec, models: readonly ToolModel[]): readonly string[] {
  const tools = models.filter((it) => it.toolset === name);
  return [
    link(code(name), toolsetPath(name).replace(/^docs\//, "")),
    String(tools.length),
    total(tools),
    toolset.edition === "ee" ? "Enterprise" : "both",
    toolset.default ? "yes" : "no",
    text(toolset.description),
  ];
}

function presetLine(name: string, names: readonly string[], models: readonly ToolModel[]): string {
  const tools = models.filter((it) => names.includes(it.name));
  return `${code(name)}: ${tools.map((it) => code(it.name)).join(", ")}`;
}

function total(tools: readonly ToolModel[]): string {
  return tools.reduce((sum, tool) => sum + tokensOf(tool), 0).toLocaleString("en-US");
}

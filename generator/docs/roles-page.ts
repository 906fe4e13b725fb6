import { limits } from "../../runtime/limits.ts";
import { whereText } from "../text/where-text.ts";
import type { ToolModel } from "../model.ts";
import type { Toolsets } from "../spec/parse/parse-toolsets.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { actionsOf } from "./calls.ts";
import { bullets, code, link, notice, page, table } from "./markdown.ts";
import { toolsetPath } from "./toolset-page.ts";

const roles = `claims:
  - roles
  - realm_access.roles
  - [resource_access, my.client, roles]
groups:
  /data/etl:
    - engineer
default: []
roles:
  engineer:
    - allow: [read, write]
      tools: [flow, execution, "search_*"]
      namespaces: [company.data]
    - allow: [destructive]
      tools: [execution]
      namespaces: [company.data.playground]
  reader:
    - allow: [read]
`;

const tokens = `tokens:
  - name: nightly-report
    token: take-a-random-one-in-its-place
    roles: reader
  - name: etl-team
    sha256: "4522b30a1c84ba5433299f13453a7536c5c7670872cf57f976806533301e7743"
    roles: [engineer]
`;

/** `docs/roles.md`: who may do what over HTTP, and what of each tool roles ask about. */
export function rolesPage(
  { roles: presets }: Toolsets,
  models: readonly ToolModel[],
  toolsets: readonly string[],
): SourceFile {
  return {
    path: "docs/roles.md",
    text: page([
      notice("specs/ and generator/docs/roles-page.ts"),
      "# Roles",
      `Over HTTP, roles say what each caller may do, of what the operator allows everybody. ${code("KESTRA_MCP_ROLES_FILE")} names a YAML file of them, or ${code("KESTRA_MCP_ROLES")} holds it; its schema is ${code("schemas/roles.schema.json")} of the package. What no role of a caller allows is denied: it is not listed, and a call of it is refused with the role that is needed. What Kestra denies its user stays denied. Where no roles are configured, every caller may do all, but for users who log in, who may do nothing then.`,
      yamlBlock(roles),
      bullets([
        `${code("allow")}: ${["read", "write", "destructive", "all"].map(code).join(", ")}, each by itself: ${code("write")} alone reads nothing.`,
        `${code("tools")}: the words of ${code("KESTRA_MCP_ENABLED_TOOLS")} (${link("Environment", "environment.md")}), or ${code("tool.action")} for one action of a tool. Absent: all.`,
        `${code("namespaces")}: each with all below it, at dots: ${code("company.data")} is not ${code("company.database")}. Absent: all, and what is about the whole tenant.`,
        `${code("default")}: the roles that every caller has, whoever it is.`,
        `${code("claims")} and ${code("groups")}: where a token of an identity provider says the roles of its user. A claim is a list of texts, each one role or group, or one text, which is one as it is, spaces included; only ${code("scope")} and ${code("scp")} are split at spaces. Anything else gives no role. A user in more groups than a token of Entra holds is refused.`,
      ]),
      "A mistake in the file stops the start, and is told with its line and column.",
      "## A server that works in some namespaces",
      `${code("KESTRA_MCP_NAMESPACES")} bounds a whole server as ${code("namespaces")} bounds a role, over stdio, too, and whoever calls: ${code("company.team")} is that namespace alone, ${code("company.team.*")} it and all below it. Roles then hold within it. Of one namespace alone no call has to name it: it is taken where a call names none, and searches leave out what is below it. What is about the whole tenant is hidden, but for what tells of the server itself, the bound among it, and then asks for nothing beyond that.`,
      "## Tokens with names",
      `${code("KESTRA_MCP_TOKENS_FILE")} names a YAML file of tokens, each with who has it, and roles (${code("schemas/tokens.schema.json")}). A token has at least ${limits.authToken} characters, or its SHA-256 stands there in its place. Nobody else should be able to read the file: the start and ${code("doctor")} warn where others can, as of each file that holds secrets. ${code("KESTRA_MCP_AUTH_TOKEN")} may stay beside it; whoever has that is the operator, and may do all.`,
      yamlBlock(tokens),
      "## Roles that come with the program",
      `${code("KESTRA_MCP_ROLES_PRESET")} names them; a file may add others.`,
      ...Object.entries(presets).flatMap(([name, preset]) => [`### ${code(name)}`, yamlBlock(yamlOf(preset))]),
      "## What a user would see",
      `${code("kestra-mcp doctor --as claims.json")} prints it for a user with the claims of a file: the roles and what gave them, each tool with the role that allows it and where, and what is hidden and why.`,
      "## What to know",
      bullets([
        "Whoever may write or run flows runs code with the rights that Kestra has.",
        `A role for some namespaces asks Kestra once for each execution that is named, and knows the answer for ${limits.executionNamespaceTime / 1000} s. Each request of a call is looked at as well as its arguments, so that no tool reaches another namespace on the way; what a tool would ask of others besides, it does without.`,
        "What Kestra tells of a namespace may name others, such as a flow of another one that depends on it, and killing an execution with `cascade` ends what it started, wherever that is.",
      ]),
      "## Where each tool works",
      `For a role with ${code("namespaces")}: an argument must name one that it is for, and must be given where it is optional; of an execution the namespace is asked for; of a YAML it is read. What is about the whole tenant is denied; what a diagnosis or a dashboard would ask of the workers and services of the whole instance is left out, and the answer says so. “Nowhere” is what reads and changes nothing that lies in a namespace, as the public catalogue: it is allowed.`,
      table(["tool", "action", "effect", "where"], toolsets.flatMap((toolset) => rowsOf(toolset, models))),
    ]),
  };
}

function rowsOf(toolset: string, models: readonly ToolModel[]): readonly (readonly string[])[] {
  const home = toolsetPath(toolset).replace(/^docs\//, "");
  return models
    .filter((it) => it.toolset === toolset)
    .flatMap((tool) =>
      actionsOf(tool).map(({ name, behaviour }) => [
        link(code(tool.name), `${home}#${tool.name}`),
        name === undefined ? "" : code(name),
        behaviour.effect,
        whereText(behaviour.where, behaviour.inputSchema.required ?? [], code),
      ]),
    );
}

function yamlBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\`\`\``;
}

/** Roles as YAML: maps, and lists of words. */
function yamlOf(value: unknown, indent = ""): string {
  if (Array.isArray(value))
    return value.map((one) => `${indent}- ${yamlOf(one, `${indent}  `).trimStart()}`).join("");
  if (typeof value !== "object" || value === null) return `${String(value)}\n`;
  return Object.entries(value)
    .map(([key, one]) => {
      const words: unknown = Array.isArray(one) && one.every((it) => typeof it === "string") ? one : undefined;
      if (Array.isArray(words)) return `${indent}${key}: [${words.join(", ")}]\n`;
      return `${indent}${key}:\n${yamlOf(one, `${indent}  `)}`;
    })
    .join("");
}

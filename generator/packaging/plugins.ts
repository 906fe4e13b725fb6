import { asked, filledIn, type FormField } from "./asked.ts";
import type { PackageFacts } from "./project.ts";

/** What plugins of all hosts say of themselves. */
function facts({ version, description, author, homepage, repository, license, keywords }: PackageFacts) {
  return { version, description, author: { name: author }, homepage, repository, license, keywords };
}

/** How hosts that know no other way start the published program of this very version. */
function start({ name, version }: PackageFacts) {
  return { command: "npx", args: ["-y", `${name}@${version}`] };
}

/** The manifest of an Agent Plugin: `plugin.json` at the root. Its hosts have no form: a context of kestractl says what to connect to. */
export function agentPlugin(project: PackageFacts): object {
  return {
    $schema: "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
    name: "kestra",
    ...facts(project),
  };
}

/**
 * The servers of an Agent Plugin: `mcp.json` beside it. Not started in the plugin's own folder: there stands our package.json, and
 * npx would look for the program in it.
 */
export function agentServers(project: PackageFacts): object {
  return {
    $schema: "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
    mcpServers: { kestra: { type: "stdio", ...start(project), cwd: "${PLUGIN_DATA}" } },
  };
}

/** Claude Code's plugin, with the form that it shows. */
export function claudePlugin(project: PackageFacts): object {
  return {
    name: "kestra",
    displayName: "Kestra",
    ...facts(project),
    mcpServers: { kestra: { ...start(project), env: filledIn() } },
    userConfig: Object.fromEntries(asked.map((it) => [it.key, option(it)])),
  };
}

/** The marketplace of that one plugin: the repository itself. */
export function claudeMarketplace(project: PackageFacts): object {
  const { version, description, author, homepage, repository, license, keywords } = facts(project);
  return {
    name: project.name,
    description,
    owner: author,
    plugins: [
      {
        name: "kestra",
        source: "./",
        ...{ version, description, author, homepage, repository, license, keywords },
      },
    ],
  };
}

function option({ variable, title, type }: FormField): object {
  return {
    type,
    title,
    description: variable.meaning,
    required: false,
    default: type === "boolean" ? false : "",
    ...(variable.isSecret && { sensitive: true }),
  };
}

/**
 * Gemini CLI's extension. Its settings are variables. It asks for each at the installation, so only the connection is asked for;
 * what is secret goes to the keychain.
 */
export function geminiExtension(project: PackageFacts): object {
  return {
    name: "kestra",
    version: project.version,
    description: project.description,
    contextFileName: "skills/kestra-debug/SKILL.md",
    mcpServers: { kestra: start(project) },
    settings: asked
      .filter(({ variable }) => variable.file === "connection")
      .map(({ variable, title }) => ({
        name: title,
        description: variable.meaning,
        envVar: variable.name,
        ...(variable.isSecret && { sensitive: true }),
      })),
  };
}

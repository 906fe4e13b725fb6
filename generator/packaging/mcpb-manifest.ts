import { asked, filledIn, type FormField } from "./asked.ts";
import type { PackageFacts } from "./project.ts";

/** What a manifest says of a tool. */
export interface ManifestTool {
  readonly name: string;
  readonly description: string;
}

/** The manifest of the bundle that Claude Desktop installs by a double click. */
export function mcpbManifest(project: PackageFacts, tools: readonly ManifestTool[]): object {
  return {
    manifest_version: "0.3",
    name: project.name,
    display_name: "Kestra",
    version: project.version,
    description: project.description,
    author: { name: project.author, url: project.repository },
    repository: { type: "git", url: project.repository },
    homepage: project.homepage,
    documentation: `${project.repository}/tree/main/docs`,
    support: project.bugs,
    license: project.license,
    keywords: project.keywords,
    server: {
      type: "node",
      entry_point: "dist/kestra-mcp.js",
      mcp_config: { command: "node", args: ["${__dirname}/dist/kestra-mcp.js"], env: filledIn() },
    },
    tools: tools.map(({ name, description }) => ({ name, description })),
    // Settings and the edition of Kestra decide which are there.
    tools_generated: true,
    user_config: Object.fromEntries(asked.map((it) => [it.key, field(it)])),
    compatibility: { platforms: ["darwin", "win32", "linux"], runtimes: { node: project.node } },
  };
}

/** A field without a default that nobody fills in would arrive as the text of its own placeholder. */
function field({ variable, title, type }: FormField): object {
  return {
    type,
    title,
    description: variable.meaning,
    required: false,
    ...(type === "boolean" ? { default: false } : { default: "" }),
    ...(variable.isSecret && { sensitive: true }),
  };
}

import type { OtherServices } from "../../runtime/network/connection.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { chartYaml, valuesSchema } from "./chart.ts";
import { jsonFile } from "./json-file.ts";
import { mcpbManifest, type ManifestTool } from "./mcpb-manifest.ts";
import { agentPlugin, agentServers, claudeMarketplace, claudePlugin, geminiExtension } from "./plugins.ts";
import type { PackageFacts } from "./project.ts";
import { serverJson } from "./server-json.ts";

/** What manifests are made of. */
export interface PackagingInputs {
  readonly project: PackageFacts;
  readonly services: OtherServices;
  /** The tools that are listed where nothing is configured. */
  readonly tools: readonly ManifestTool[];
}

/** The folder of the Helm chart. */
export const chartFolder = "packaging/helm/kestra-mcp";

/** Every manifest by which something installs the program, not yet formatted. At the root stand those that hosts look for there. */
export function manifests({ project, services, tools }: PackagingInputs): readonly SourceFile[] {
  return [
    jsonFile("plugin.json", agentPlugin(project)),
    jsonFile("mcp.json", agentServers(project)),
    jsonFile(".claude-plugin/plugin.json", claudePlugin(project)),
    jsonFile(".claude-plugin/marketplace.json", claudeMarketplace(project)),
    jsonFile("gemini-extension.json", geminiExtension(project)),
    jsonFile("packaging/mcpb/manifest.json", mcpbManifest(project, tools)),
    jsonFile("packaging/registry/server.json", serverJson(project, services)),
    { path: `${chartFolder}/Chart.yaml`, text: chartYaml(project) },
    jsonFile(`${chartFolder}/values.schema.json`, valuesSchema(services)),
  ];
}

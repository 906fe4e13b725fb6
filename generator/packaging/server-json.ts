import { serviceVariables } from "../../runtime/config/variables/service-variables.ts";
import { toldDefault, type Variable } from "../../runtime/config/variables/variable.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import type { OtherServices } from "../../runtime/network/connection.ts";
import type { PackageFacts } from "./project.ts";

/** A bundle that was packed for a release. */
export interface PackedBundle {
  /** Where it is downloaded. */
  readonly url: string;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The entry in the registry of MCP servers.
 * @param bundle is known once it is packed: what is committed is without it
 */
export function serverJson(project: PackageFacts, services: OtherServices, bundle?: PackedBundle): object {
  const environmentVariables = [...variables, ...serviceVariables(services)].filter(isForStdio).map(input);
  const transport = { type: "stdio" };
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: project.mcpName,
    title: "Kestra",
    description: project.description,
    version: project.version,
    repository: { url: project.repository, source: "github" },
    websiteUrl: project.homepage,
    packages: [
      {
        registryType: "npm",
        identifier: project.name,
        version: project.version,
        runtimeHint: "npx",
        runtimeArguments: [{ type: "positional", value: "-y" }],
        transport,
        environmentVariables,
      },
      {
        registryType: "oci",
        identifier: `${project.image}:${project.version}`,
        runtimeHint: "docker",
        transport,
        environmentVariables,
      },
      ...(bundle === undefined
        ? []
        : [{ registryType: "mcpb", identifier: bundle.url, fileSha256: bundle.sha256, transport }]),
    ],
  };
}

/** All but those of a server over HTTP: who runs one reads more than a form. */
function isForStdio({ part, name }: Variable): boolean {
  return part !== "endpoint" && name !== "KESTRA_MCP_TRANSPORT";
}

function input(variable: Variable): object {
  const preset = toldDefault(variable);
  return {
    name: variable.name,
    description: variable.meaning,
    ...(variable.isSecret && { isSecret: true }),
    ...(preset === "true" || preset === "false" ? { format: "boolean" } : {}),
    // What is only told as the default is no value to put in its place.
    ...(variable.default ? { default: variable.default } : {}),
  };
}

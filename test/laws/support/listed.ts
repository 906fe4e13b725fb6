import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import { services } from "../../../generated/services.ts";
import { presets, toolsets } from "../../../generated/toolsets.ts";
import type { Environment } from "../../../runtime/environment.ts";
import type { ListedTool } from "../../../runtime/catalog/listing.ts";
import { list, sessionFor } from "../../runtime/support/session.ts";
import type { Wire } from "../schemas/clients/rules.ts";

/** A tool as a client gets it. */
export interface Listed extends Omit<ListedTool, "inputSchema" | "outputSchema"> {
  readonly inputSchema: Wire;
  readonly outputSchema: Wire;
}

const compiled = {
  version: "9.9.9",
  tools: catalog,
  prompts: [],
  resources: [],
  toolsets,
  presets,
  lines,
  services,
};

/** What `tools/list` answers of all toolsets on the Kestra of a URL, as it comes over the wire. */
export async function listed(url: string, env: Environment = {}): Promise<readonly Listed[]> {
  const session = sessionFor(url, { KESTRA_MCP_ENABLED_TOOLS: "*", ...env }, compiled);
  await session.detector.instance(new AbortController().signal).catch(() => undefined);
  return JSON.parse(JSON.stringify(await list(session))) as readonly Listed[];
}

import { compiled } from "../../../generated/compiled.ts";
import type { Environment } from "../../../runtime/environment.ts";
import type { ListedTool } from "../../../runtime/catalog/listing.ts";
import { list, sessionFor } from "../../runtime/support/session.ts";
import type { Wire } from "../schemas/clients/rules.ts";

/** A tool as a client gets it. */
export interface Listed extends Omit<ListedTool, "inputSchema" | "outputSchema"> {
  readonly inputSchema: Wire;
  readonly outputSchema: Wire;
}

const whole = { version: "9.9.9", ...compiled };

/** What `tools/list` answers of all toolsets on the Kestra of a URL, as it comes over the wire. */
export async function listed(url: string, env: Environment = {}): Promise<readonly Listed[]> {
  const session = sessionFor(url, { KESTRA_MCP_ENABLED_TOOLS: "*", ...env }, whole);
  await session.detector.instance(new AbortController().signal).catch(() => undefined);
  return JSON.parse(JSON.stringify(await list(session))) as readonly Listed[];
}

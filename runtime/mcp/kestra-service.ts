import { instructions } from "./instructions.ts";
import { methods } from "./methods.ts";
import type { Service } from "./service.ts";
import { watchTools } from "./watch.ts";

/** The Kestra server. @param version of the program */
export function kestraService(version: string): Service {
  return {
    info: { name: "kestra-mcp", title: "Kestra", version },
    capabilities: { tools: { listChanged: true }, logging: {} },
    instructions,
    methods,
    cacheHints: {
      "server/discover": { ttlMs: 3_600_000, cacheScope: "public" },
      "tools/list": { ttlMs: 60_000, cacheScope: "private" },
    },
    watch: watchTools,
  };
}

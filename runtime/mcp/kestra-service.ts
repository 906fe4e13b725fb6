import { instructions } from "./instructions.ts";
import { methods } from "./methods.ts";
import type { Compiled } from "../catalog/select.ts";
import type { Service } from "./service.ts";
import { promptMethods, resourceMethods } from "./texts.ts";
import { watchTools } from "./watch.ts";

/**
 * The Kestra server. It speaks of prompts and of resources where there are some.
 * @param version of the program
 */
export function kestraService(
  version: string,
  { prompts, resources }: Pick<Compiled, "prompts" | "resources"> = { prompts: [], resources: [] },
): Service {
  return {
    info: { name: "kestra-mcp", title: "Kestra", version },
    capabilities: {
      tools: { listChanged: true },
      logging: {},
      ...(prompts.length > 0 && { prompts: {} }),
      ...(resources.length > 0 && { resources: {} }),
    },
    instructions,
    methods: {
      ...methods,
      ...(prompts.length > 0 && promptMethods),
      ...(resources.length > 0 && resourceMethods),
    },
    cacheHints: {
      "server/discover": { ttlMs: 3_600_000, cacheScope: "public" },
      "tools/list": { ttlMs: 60_000, cacheScope: "private" },
    },
    watch: watchTools,
  };
}

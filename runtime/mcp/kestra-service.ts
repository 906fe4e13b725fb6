import { instructions } from "./instructions.ts";
import { methods } from "./methods.ts";
import type { Compiled } from "../catalog/select.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import type { Service } from "./service.ts";
import { resourceMethods } from "./resources.ts";
import { promptMethods } from "./texts.ts";
import { watchLists } from "./watch.ts";

/**
 * The Kestra server. It speaks of prompts and of resources where there are some.
 * @param version of the program
 */
export function kestraService(
  version: string,
  compiled: Pick<Compiled, "tools" | "prompts" | "resources"> = { tools: [], prompts: [], resources: [] },
): Service {
  const { tools, prompts, resources } = compiled;
  const hasResources =
    resources.length > 0 || tools.flatMap(behavioursOf).some(({ resource }) => resource !== undefined);
  return {
    info: { name: "kestra-mcp", title: "Kestra", version },
    capabilities: {
      tools: { listChanged: true },
      logging: {},
      ...(prompts.length > 0 && { prompts: { listChanged: true } }),
      ...(hasResources && { resources: { listChanged: true } }),
    },
    instructions,
    methods: {
      ...methods,
      ...(prompts.length > 0 && promptMethods),
      ...(hasResources && resourceMethods),
    },
    cacheHints: {
      "server/discover": { ttlMs: 3_600_000, cacheScope: "public" },
      "tools/list": { ttlMs: 60_000, cacheScope: "private" },
      "resources/templates/list": { ttlMs: 60_000, cacheScope: "private" },
    },
    watch: watchLists,
  };
}

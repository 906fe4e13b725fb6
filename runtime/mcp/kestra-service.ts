import { lazy } from "../lazy.ts";
import { loadCode } from "../catalog/code.ts";
import { instructions } from "./instructions.ts";
import { methods } from "./methods.ts";
import type { Compiled } from "../catalog/select.ts";
import { listMethods, type Service } from "./service.ts";
import type { Handler } from "./handler.ts";
import { textMethods } from "./text-methods.ts";
import { viewExtension, viewMediaType } from "../view.ts";
import { watchLists } from "./watch.ts";

/**
 * The Kestra server. It speaks of prompts, resources and completions where there are some.
 * @param version of the program
 */
export function kestraService(
  version: string,
  compiled: Pick<Compiled, "tools" | "texts" | "resources"> = { tools: [], resources: [] },
): Service {
  const { tools, texts, resources } = compiled;
  const kinds = texts?.kinds ?? [];
  const hasViews = tools.some(({ view }) => view !== undefined);
  const hasResources = hasViews || resources.length > 0 || kinds.includes("templates");
  return {
    info: { name: "kestra-mcp", title: "Kestra", version },
    capabilities: {
      tools: { listChanged: true },
      logging: {},
      ...(kinds.includes("prompts") && { prompts: { listChanged: true } }),
      ...(hasResources && { resources: { listChanged: true } }),
      ...(kinds.includes("completions") && { completions: {} }),
      ...(hasViews && { extensions: { [viewExtension]: { mimeTypes: [viewMediaType] } } }),
    },
    instructions,
    methods: withCode(tools, { ...methods, ...textMethods(kinds, hasResources) }),
    cacheHints: {
      "server/discover": { ttlMs: 3_600_000, cacheScope: "public" },
      "tools/list": { ttlMs: 60_000, cacheScope: "private" },
      "prompts/list": { ttlMs: 60_000, cacheScope: "private" },
      "resources/templates/list": { ttlMs: 60_000, cacheScope: "private" },
    },
    watch: watchLists,
  };
}

/** The methods, of which all but those that list wait until the code of the tools is loaded. */
function withCode(tools: Compiled["tools"], all: Service["methods"]): Service["methods"] {
  if (tools.every(({ code }) => code === undefined)) return all;
  const load = lazy(() => loadCode(tools));
  const waiting =
    (handler: Handler): Handler =>
    async (params, context) => {
      await load();
      return handler(params, context);
    };
  return Object.fromEntries(
    Object.entries(all).map(([name, handler]) => [name, name in listMethods ? handler : waiting(handler)]),
  );
}

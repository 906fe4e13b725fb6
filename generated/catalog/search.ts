// Generated from specs/catalog/search.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  customBlueprints,
  docPages,
  installedPlugins,
  newestRelease,
  pluginSet,
  publicBlueprints,
  publicPlugins,
} from "../operations/catalog.ts";

/** @param steps in `specs/catalog/search.ts` */
export const search = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "search",
  toolset: "catalog",
  argumentAliases: { q: "query", text: "query", keyword: "query", keywords: "query", kind: "type" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      query: z.string(),
      type: z.enum(["PLUGINS", "BLUEPRINTS", "DOCS", "BLOGS"]).default("PLUGINS"),
    }),
  calls: {
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    schemas: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () =>
        z.strictObject({
          type: z.enum([
            "FLOW",
            "TASK",
            "TRIGGER",
            "PLUGINDEFAULT",
            "APPS",
            "TESTSUITES",
            "DASHBOARD",
            "REUSABLEINPUTS",
            "POLICY",
            "TEMPLATE",
          ]),
        }),
      request: (input) => ({ path: path`/api/v1/plugins/schemas/${input.type}` }),
      siblings: ["/api/v1/plugins/{cls}/versions"],
      read: json(() => z.object({ definitions: anyJson().optional() })),
    }),
    custom: customBlueprints,
    blueprints: publicBlueprints,
    latest: newestRelease,
    children: docPages,
    site: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () =>
        z.strictObject({
          query: z.string().optional(),
          type: z.enum(["PLUGINS", "DOCS", "BLUEPRINTS", "BLOGS"]).optional(),
        }),
      request: (input) => ({ path: path`/v1/search`, query: { q: input.query, type: input.type } }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              title: z.string().nullish(),
              url: z.string().nullish(),
              description: z.string().nullish(),
              highlights: z.array(z.string()).nullish(),
              highlight: z.string().nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "results", rest: "Search for more words." },
};

interface BehaviourOutput {
  readonly results: readonly object[];
  readonly total: number;
  readonly note?: string | null | undefined;
}

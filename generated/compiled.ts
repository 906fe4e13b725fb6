// Generated from specs by `npm run generate`. Do not edit.

import type { Compiled } from "../runtime/catalog/select.ts";
import { catalog } from "./catalog.ts";
import { lines } from "./releases.ts";
import { services } from "./services.ts";
import { presets, readingPresets, rolePresets, toolsets } from "./toolsets.ts";

/** All that was compiled; the version is the program's. */
export const compiled: Omit<Compiled, "version"> = {
  tools: catalog,
  resources: [],
  texts: {
    kinds: ["prompts", "templates", "completions"],
    load: async () => (await import("./texts.ts")).texts,
  },
  toolsets,
  presets,
  readingPresets,
  rolePresets,
  lines,
  services,
  pulls: { catalog: async () => (await import("../specs/services/catalog.ts")).pull },
  made: async () => (await import("./made.ts")).made,
  examples: async () => (await import("./examples.ts")).examples,
};

import type { Handler } from "../handler.ts";
import { completionMethods } from "./completions.ts";
import { promptMethods } from "./prompts.ts";
import { resourceMethods } from "./resources.ts";

/** What answers for all that there is besides tools: clients that never ask for it need none of it. */
export const textHandlers = {
  ...promptMethods,
  ...resourceMethods,
  ...completionMethods,
} satisfies Readonly<Record<string, Handler>>;

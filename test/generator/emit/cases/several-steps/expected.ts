// Generated from specs/flow/manage_thing.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { Steps, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

/** @param steps in `specs/flow/manage_thing.ts` */
export const manageThing = (steps: {
  readonly "start-all": Steps<typeof startAll, StartAllOutput>;
  readonly stop: Steps<typeof stop, StopOutput>;
}): ToolDefinition => ({
  name: "manage_thing",
  title: "Manage thing",
  toolset: "flow",
  description: "Manage a thing.",
  inputSchema: {
    type: "object",
    properties: {
      do: { type: "string", enum: ["start-all", "stop"] },
      id: { type: "string", description: "Id." },
    },
    required: ["do", "id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: {} },
  behaviour: {
    by: "do",
    actions: {
      "start-all": composite({ ...startAll, steps: steps["start-all"] }),
      stop: composite({ ...stop, steps: steps.stop }),
    },
  },
});

const startAll = {
  input: () => z.strictObject({ id: z.string() }),
  calls: {
    ask: operation({
      method: "POST",
      effect: "write",
      lines: ["2.0"],
      input: () => z.strictObject({ id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/things/${input.id}` }),
      read: json(anyObject),
    }),
  },
};

type StartAllOutput = object;

const stop = {
  input: () => z.strictObject({ id: z.string() }),
  calls: {
    ask: operation({
      method: "POST",
      effect: "write",
      lines: ["2.0"],
      input: () => z.strictObject({ id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/things/${input.id}` }),
      read: json(anyObject),
    }),
  },
};

type StopOutput = object;

// Generated from specs/flow/manage_thing.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const startAllInput = lazy(() => z.strictObject({ id: z.string() }));
export type StartAllInput = z.output<ReturnType<typeof startAllInput>>;

const startAllAskInput = lazy(() => z.strictObject({ id: z.string() }));
type StartAllAskInput = z.output<ReturnType<typeof startAllAskInput>>;

const startAllAsk = {
  effect: "write",
  idempotent: false,
  lines: ["2.0"],
  input: startAllAskInput,
  request: (input) => ({ method: "POST", path: path`/api/v1/{tenant}/things/${input.id}` }),
  read: json(anyObject, (answer) => answer),
} satisfies Operation<StartAllAskInput, object>;

const startAllCalls = { ask: startAllAsk };
export type StartAllCalls = Calls<typeof startAllCalls>;

export type StartAllOutput = object;

const stopInput = lazy(() => z.strictObject({ id: z.string() }));
export type StopInput = z.output<ReturnType<typeof stopInput>>;

const stopAskInput = lazy(() => z.strictObject({ id: z.string() }));
type StopAskInput = z.output<ReturnType<typeof stopAskInput>>;

const stopAsk = {
  effect: "write",
  idempotent: false,
  lines: ["2.0"],
  input: stopAskInput,
  request: (input) => ({ method: "POST", path: path`/api/v1/{tenant}/things/${input.id}` }),
  read: json(anyObject, (answer) => answer),
} satisfies Operation<StopAskInput, object>;

const stopCalls = { ask: stopAsk };
export type StopCalls = Calls<typeof stopCalls>;

export type StopOutput = object;

/** @param steps in `specs/flow/manage_thing.ts` */
export const manageThing = (steps: {
  readonly "start-all": Composite<StartAllInput, StartAllOutput, StartAllCalls>["steps"];
  readonly stop: Composite<StopInput, StopOutput, StopCalls>["steps"];
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
      "start-all": {
        effect: "write",
        idempotent: false,
        lines: ["2.0"],
        input: startAllInput,
        calls: startAllCalls,
        steps: steps["start-all"],
      },
      stop: {
        effect: "write",
        idempotent: false,
        lines: ["2.0"],
        input: stopInput,
        calls: stopCalls,
        steps: steps.stop,
      },
    },
  },
});

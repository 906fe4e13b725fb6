// Generated from specs/flow/manage_thing.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../../../../runtime/tool/definition.ts";

const askCall = operation({
  method: "POST",
  effect: "write",
  lines: ["2.0"],
  where: "tenant",
  input: () => z.strictObject({ id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/things/${input.id}` }),
  read: json(anyObject),
});

/** @param steps in `specs/flow/manage_thing.ts` */
export const manageThing = (steps: {
  readonly "start-all": Steps<typeof startAll, Output>;
  readonly stop: Steps<typeof stop, Output>;
}): Tool => ({
  name: "manage_thing",
  toolset: "flow",
  behaviour: {
    by: "do",
    actions: {
      "start-all": composite({ ...startAll, steps: steps["start-all"] }),
      stop: composite({ ...stop, steps: steps.stop }),
    },
  },
});

const startAll = {
  where: "tenant" as const,
  input: () => z.strictObject({ id: z.string() }),
  calls: { ask: askCall },
};

type Output = object;

const stop = {
  where: "tenant" as const,
  input: () => z.strictObject({ id: z.string() }),
  calls: { ask: askCall },
};

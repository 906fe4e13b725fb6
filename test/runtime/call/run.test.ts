import { expect, test } from "vitest";
import { run } from "../../../runtime/call/run.ts";
import type { Context } from "../../../runtime/tool/context.ts";
import type { Behaviour } from "../../../runtime/tool/definition.ts";

const context = { progress: () => undefined } as unknown as Context;

/** Whose output is what its steps were given. */
function given(brief: Pick<Behaviour, "brief">): Behaviour {
  return {
    calls: {},
    steps: (input: unknown) => Promise.resolve({ input }),
    ...brief,
  } as unknown as Behaviour;
}

test("Steps of rows that are told briefly are not given the argument that asks for all of them: they hand their input on", async () => {
  const input = { namespace: "a", full: true };
  expect((await run(given({ brief: {} }), input, context)).output).toEqual({ input: { namespace: "a" } });
  expect((await run(given({}), input, context)).output).toEqual({ input });
});

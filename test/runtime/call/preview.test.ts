import { expect, test, vi } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { preview } from "../../../runtime/call/preview.ts";
import { isChoice, isComposite, type Behaviour } from "../../../runtime/tool/definition.ts";
import { get, list, relabel } from "../support/tools.ts";

const at = { instance: { line: "1.3" }, tenant: "main" };

type Calls = Record<"get" | "put", (input: object) => Promise<object>>;

/** The calls of `relabel_box`, with other steps. */
function stepsOf(steps: (kestra: Calls) => Promise<object | object[]>): Behaviour {
  const { behaviour } = relabel;
  if (isChoice(behaviour) || !isComposite(behaviour)) throw new Error("It has steps.");
  return { ...behaviour, steps: (_: unknown, kestra: Calls) => steps(kestra) };
}

async function soon(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

test("what steps start together is known, what follows is not", async () => {
  const both = stepsOf(({ get, put }) =>
    Promise.all([get({ box_id: "a" }), soon().then(() => get({ box_id: "b" }))]).then(() =>
      put({ box_id: "a", label: "b" }),
    ),
  );
  const { requests, others } = await preview(both, {}, at);
  expect(requests.map(({ path }) => String(path))).toEqual([
    "/api/v1/{tenant}/boxes/a",
    "/api/v1/{tenant}/boxes/b",
  ]);
  expect(others).toMatchObject([{ name: "put", effect: "write", request: { method: "POST" } }]);
  expect(others).toHaveLength(1);
});

test("steps that think before they ask are waited for, and those that ask nothing end", async () => {
  const thinking = stepsOf(async ({ get }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return get({ box_id: "a" });
  });
  expect((await preview(thinking, {}, at)).requests).toHaveLength(1);
  expect(
    (
      await preview(
        stepsOf(() => Promise.resolve({})),
        {},
        at,
      )
    ).requests,
  ).toEqual([]);
});

test("one operation is one request, of pages the first", async () => {
  expect(await preview(get, { box_id: "a" }, at)).toMatchObject({
    requests: [{ method: "GET" }],
    others: [],
  });
  expect((await preview(list, { count: 10, skip: 0 }, at)).requests).toHaveLength(1);
});

test("what cannot be sent is told", async () => {
  await expect(preview(get, { box_id: ".." }, at)).rejects.toThrow(InputError);
  await expect(
    preview(
      stepsOf(({ get }) => get({})),
      {},
      at,
    ),
  ).rejects.toThrow("box_id is required");
});

test("nothing waits any longer for an answer that will not come", async () => {
  const started = vi.spyOn(globalThis, "setInterval");
  const ended = vi.spyOn(globalThis, "clearInterval");
  await preview({ ...get, slow: true }, { box_id: "a" }, at);
  await new Promise(setImmediate);
  const timers = started.mock.results.map(({ value }) => value as unknown);
  expect(timers).toHaveLength(1);
  expect(ended.mock.calls.map(([timer]) => timer)).toEqual(timers);
  vi.restoreAllMocks();
});

import { expect, test } from "vitest";
import { createAborter, nodeSignal, type Signal } from "../../runtime/abort.ts";

test("An aborter does what an AbortController does", () => {
  const told: Record<string, unknown[]> = {};
  for (const [name, controller] of Object.entries({ ours: createAborter(), node: new AbortController() })) {
    const { signal } = controller;
    const heard: unknown[] = (told[name] = [signal.aborted, signal.reason]);
    const left = () => heard.push("left");
    signal.addEventListener("abort", () => heard.push("once", signal.aborted), { once: true });
    signal.addEventListener("abort", left);
    signal.removeEventListener("abort", left);
    signal.throwIfAborted();
    controller.abort("first");
    controller.abort("second");
    signal.addEventListener("abort", () => heard.push("too late"));
    heard.push(signal.reason);
    expect(() => {
      signal.throwIfAborted();
    }).toThrow("first");
  }
  expect(told.ours).toEqual(told.node);
});

test("Without a reason it aborts as Node does", () => {
  const aborter = createAborter();
  aborter.abort();
  expect(aborter.signal.reason).toMatchObject({ name: "AbortError" });
});

test("A signal is given to Node's own functions, aborted or not", () => {
  const [early, late] = [createAborter(), createAborter()];
  early.abort("why");
  const [one, other] = [nodeSignal(early.signal), nodeSignal(late.signal)];
  expect([one.aborted, one.reason, other.aborted]).toEqual([true, "why", false]);
  late.abort("also");
  expect([other.aborted, other.reason]).toEqual([true, "also"]);
  expect(nodeSignal(one)).toBe(one);
});

test("However often it is given to them, nothing more listens to it", () => {
  const aborter = createAborter();
  let listening = 0;
  const counted: Signal = {
    ...{ aborted: false, reason: undefined, throwIfAborted: () => undefined },
    addEventListener(type, listener) {
      listening++;
      aborter.signal.addEventListener(type, listener);
    },
    removeEventListener: () => undefined,
  };
  const all = [1, 2, 3].map(() => nodeSignal(counted));
  expect(listening).toBe(1);
  aborter.abort("why");
  expect(all.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});

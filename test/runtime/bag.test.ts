import { expect, test } from "vitest";
import { createBag } from "../../runtime/bag.ts";

test("What is put into a bag is taken out once, in any order", () => {
  const bag = createBag<string>();
  const takeOut = ["a", "b", "c", "b"].map((one) => bag.add(one));
  expect(takeOut.map((out, i) => (i % 2 === 0 ? out() : undefined))).toEqual([
    true,
    undefined,
    true,
    undefined,
  ]);
  expect([takeOut[0]?.(), bag.size(), [...bag]]).toEqual([false, 2, ["b", "b"]]);
  expect([takeOut[3]?.(), takeOut[1]?.(), bag.size(), [...bag]]).toEqual([true, true, 0, []]);
  bag.add("d");
  expect([takeOut[1]?.(), [...bag]]).toEqual([false, ["d"]]);
});

test("Whoever goes through a bag may take out what is in it, and meets all that was there", () => {
  const bag = createBag<() => void>();
  const met: number[] = [];
  const takeOut = [0, 1, 2].map((i) =>
    bag.add(() => {
      met.push(i);
      for (const out of takeOut) out();
    }),
  );
  for (const one of bag) one();
  expect([met, bag.size()]).toEqual([[0, 1, 2], 0]);
});

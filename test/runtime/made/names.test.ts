import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesOf } from "../../../runtime/made/names.ts";

const flow = (namespace: string, id: string, name = `run_${id}`) => ({
  namespace,
  id,
  name,
  isNamed: name !== `run_${id}`,
});

const none: ReadonlySet<string> = new Set();

describe("names of tools that are made", () => {
  it.each([
    ["as it is", [flow("a", "hello")], ["run_hello"]],
    ["dots and dashes", [flow("a", "hello.big-world")], ["run_hello_big-world"]],
    ["a name of its own", [flow("a", "hello", "summarise")], ["summarise"]],
    ["a name of its own that is no name", [flow("a", "hello", "9 lives!")], ["run_9_lives_"]],
    [
      "the shortest tail",
      [flow("company.team", "x"), flow("company.other", "x"), flow("company.team", "y")],
      ["run_team_x", "run_other_x", "run_y"],
    ],
    [
      "as long a tail for all",
      [flow("a.dev.team", "x"), flow("a.prod.team", "x"), flow("b", "x")],
      ["run_dev_team_x", "run_prod_team_x", "run_b_x"],
    ],
    [
      "a namespace that ends another",
      [flow("team", "x"), flow("a.team", "x")],
      ["run_team_x", "run_a_team_x"],
    ],
    [
      "names of their own that are the same",
      [flow("a.b", "x", "sum"), flow("a.c", "y", "sum")],
      ["b_sum", "c_sum"],
    ],
  ])("are, of %s", (_, flows, names) => {
    expect(namesOf(flows, none).names).toEqual(names);
  });

  it("never take that of another tool", () => {
    const { names } = namesOf(
      [flow("a", "x", "get_status"), flow("a", "y")],
      new Set(["get_status", "run_y"]),
    );
    expect(names[0]).toBe("run_x");
    expect(names[1]).toMatch(/^run_y_\w{8}$/);
  });

  it("are not that of another one, whoever wrote it so", () => {
    const long = flow("a", "x".repeat(60));
    const [name = ""] = namesOf([long], none).names;
    const { names } = namesOf([long, flow("b", "y", name)], none);
    expect(names[0]).toBe(name);
    expect(names[1]).not.toBe(name);
  });

  it("say which there are in place of one that several wanted", () => {
    const { ambiguous } = namesOf([flow("a.b", "x"), flow("a.c", "x")], none);
    expect([...ambiguous]).toEqual([["run_x", ["run_b_x", "run_c_x"]]]);
  });

  const part = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,60}$/);
  const flows = fc.uniqueArray(
    fc.record({
      namespace: fc.oneof(fc.constantFrom("a.b", "a.c", "b", "a_b", "a-b"), part),
      id: fc.oneof(fc.constantFrom("x", "x.y", "x_y", "constructor", "__proto__"), part),
      own: fc.option(fc.constantFrom("sum", "get_status", "run_x", "run_b_x", "!"), { nil: undefined }),
    }),
    { selector: ({ namespace, id }) => `${namespace}/${id}`, maxLength: 30 },
  );

  it("are legal, unique and the same in any order, whatever there is", () => {
    const taken = new Set(["get_status", "run_plain"]);
    fc.assert(
      fc.property(flows, (given) => {
        const all = given.map(({ namespace, id, own }) => flow(namespace, id, own));
        const { names, ambiguous } = namesOf(all, taken);
        expect(new Set(names).size).toBe(all.length);
        for (const name of names) {
          expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_-]{0,51}$/);
          expect(taken.has(name)).toBe(false);
        }
        expect(namesOf(all.toReversed(), taken).names).toEqual(names.toReversed());
        for (const [name, ones] of ambiguous) {
          expect(names).not.toContain(name);
          for (const one of ones) expect(names).toContain(one);
        }
      }),
    );
  });
});

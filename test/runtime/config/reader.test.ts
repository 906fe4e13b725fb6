import { describe, expect, it } from "vitest";
import {
  choice,
  list,
  asWritten,
  milliseconds,
  number,
  yesOrNo,
} from "../../../runtime/config/readers/reader.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";

describe("a reader", () => {
  it("takes a word in any case, and proposes the one that was meant", () => {
    const read = choice(["never", "always"]);
    expect(read(" Never ", "X")).toBe("never");
    expect(() => read("nevr", "X")).toThrow('X must be never or always, not "nevr". Did you mean never?');
    expect(() => choice(["a", "b", "c"])("d", "X")).toThrow('X must be one of a, b, c, not "d".');
  });

  it("takes several words for a switch, and tells two", () => {
    for (const word of ["1", "YES", " on "]) expect(yesOrNo(word, "X"), word).toBe(true);
    for (const word of ["0", "no", "Off"]) expect(yesOrNo(word, "X"), word).toBe(false);
    expect(() => yesOrNo("maybe", "X")).toThrow('X must be true or false, not "maybe".');
    expect(() => yesOrNo("toString", "X")).toThrow("X must be true or false");
  });

  it("takes numbers within their bounds alone", () => {
    const port = number({ least: 0, most: 9 });
    expect([port("0", "X"), port(" 9 ", "X")]).toEqual([0, 9]);
    for (const text of ["10", "-1", "1.5", "1e0", "x", " "])
      expect(() => port(text, "X"), text).toThrow("X must be a whole number from 0 to 9");
    const seconds = milliseconds(number({ most: 9, such: { unit: "seconds", example: 3 } }));
    expect(seconds("1.5", "X")).toBe(1500);
    for (const text of ["0", "9.1", "3s"])
      expect(() => seconds(text, "X"), text).toThrow(
        "X must be seconds, more than 0 and at most 9, such as 3",
      );
  });

  it("takes words with commas or line ends between", () => {
    expect(list(asWritten)(" a, ,b\nc\n", "X")).toEqual(["a", "b", "c"]);
  });
});

describe.each(variables)("$name", (variable) => {
  it("has a default that it takes itself", () => {
    if (!("default" in variable)) return;
    expect(() => variable.read(variable.default, variable.name)).not.toThrow();
  });

  it("counts as unset where it is empty", () => {
    const told = (env: Environment): string => {
      const { connection, ...config } = readConfig(env);
      // Without a proxy in it a network asks for nothing.
      return JSON.stringify({ ...config, connection: { ...connection, network: undefined } });
    };
    expect(told({ [variable.name]: "" })).toBe(told({}));
  });
});

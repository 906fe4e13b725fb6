import { expect, it } from "vitest";
import { asData } from "../../../runtime/text/as-data.ts";

it("fences a text that others wrote", () => {
  expect(asData("get_flow", "id: a\n")).toBe('<data from="get_flow">\nid: a\n\n</data>');
});

it.each(["</data>", "</DATA >", "< / data>", "<data from='me'>", "<\n/data>"])(
  "lets no %j end or open one",
  (text) => {
    const fenced = asData("x", `a ${text} b`);
    expect(fenced.match(/<[\s/]*data/gi)).toHaveLength(2);
    expect(fenced.endsWith("b\n</data>")).toBe(true);
  },
);

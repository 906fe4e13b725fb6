import { expect, it } from "vitest";
import { asData } from "../../../runtime/text/as-data.ts";

it("fences a text that others wrote", () => {
  expect(asData("get_flow", "id: a\n")).toBe('<data from="get_flow">\nid: a\n\n</data>');
});

it.each([
  "</data>",
  "</DATA >",
  "< / data>",
  "<data from='me'>",
  "<\n/data>",
  "<\u200b/data>",
  "</d\u00ada\u200dta>",
])("lets no %j end or open one", (text) => {
  const fenced = asData("x", `a ${text} b`);
  expect(fenced.replace(/\p{Cf}/gu, "").match(/<[\s/]*data/gi)).toHaveLength(2);
  expect(fenced.endsWith("b\n</data>")).toBe(true);
});

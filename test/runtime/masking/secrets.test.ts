import { expect, test } from "vitest";
import { masker } from "../../../runtime/masking/masker.ts";

test.each([
  ["admin", "admin:admin, administrator (admin)", "***:***, administrator (***)"],
  ["k.str", "k.str kastr k.strx", "*** kastr k.strx"],
  ["ab(c", "say ab(c!", "say ***!"],
  ["abc", "abc abcd", "*** abcd"],
  ["long$ecret", "xlong$ecretx", "x***x"],
])("the password %j is masked in %j", (password, text, masked) => {
  expect(masker({ kind: "basic", username: "u", password })(text)).toBe(masked);
});

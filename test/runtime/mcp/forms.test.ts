import { expect, test } from "vitest";
import { createForms } from "../../../runtime/mcp/protocol/forms.ts";

const withdrawn = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    signal.addEventListener("abort", () => {
      resolve("withdrawn");
    });
  });

test("a form whose client has gone is withdrawn, one whose client comes back is not", async () => {
  const forms = createForms(20);
  expect(await forms.wait(undefined, () => false, withdrawn)).toBe("withdrawn");
  let looks = 0;
  const answered = (signal: AbortSignal) =>
    Promise.race([withdrawn(signal), new Promise((resolve) => setTimeout(resolve, 300, "answered"))]);
  expect(await forms.wait(undefined, () => ++looks % 2 === 0, answered)).toBe("answered");
  expect(looks).toBeGreaterThan(2);
});

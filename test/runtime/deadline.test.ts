import { expect, it, vi } from "vitest";
import { createDeadline } from "../../runtime/deadline.ts";

it("warns of no leak where a call sends many requests side by side", () => {
  const warnings: unknown[] = [];
  const spy = vi.spyOn(process, "emitWarning").mockImplementation((warning: unknown) => {
    warnings.push(warning);
  });
  const call = createDeadline({});
  const requests = Array.from({ length: 25 }, () => createDeadline({ others: [call.signal] }));
  for (const request of requests) request.clear();
  spy.mockRestore();
  expect(warnings).toEqual([]);
});

import { expect, it } from "vitest";
import { refusals } from "../../../../specs/steps/approval/approval-input.ts";

const asked = (id: string, type = "BOOL", displayName?: string) => ({
  id,
  type,
  required: true,
  ...(displayName !== undefined && { displayName }),
});

it.each([
  ["approved", false],
  ["isApproved", false],
  ["go_ahead", false],
  ["accept-offer", false],
  ["ok", false],
  ["rejected", true],
  ["isDenied", true],
  ["disapprove", true],
  ["refuse", true],
])("takes %s for an approval, which %s denies", (id, value) => {
  expect(refusals([asked(id)])).toEqual({ [id]: value });
});

it.each([["dry_run"], ["notify"], ["okay_book"], ["noise"]])("takes %s for none", (id) => {
  expect(refusals([asked(id)])).toEqual({});
});

it("takes an old boolean too, and its display name, and no other type", () => {
  expect(refusals([asked("a", "BOOLEAN", "Is approved?"), asked("approved", "STRING")])).toEqual({
    a: false,
  });
});

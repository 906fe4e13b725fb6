import { expect, test } from "vitest";
import { isOpenTo } from "../../../runtime/config/open-files.ts";

const own = 1000;

test.each([
  [0o600, own, false],
  [0o400, own, false],
  [0o640, own, true],
  [0o604, own, true],
  [0o660, own, true],
  // Of root, for the group of the service, as Kubernetes mounts secrets.
  [0o440, 0, false],
  [0o640, 0, false],
  [0o660, 0, true],
  [0o444, 0, true],
  [0o644, 0, true],
])("a file of mode %o of the user %i is open to others: %o", (mode, uid, isOpen) => {
  expect(isOpenTo({ mode: 0o100000 | mode, uid }, own)).toBe(isOpen);
});

import { expect, test } from "vitest";
import { userId } from "../../../runtime/store/records.ts";

test("a user is who one issuer says: the same subject of another is somebody else", () => {
  const user = userId("https://login.example.com", "ann");
  expect(userId("https://login.example.com", "ann")).toBe(user);
  expect(userId("https://other.example.com", "ann")).not.toBe(user);
  expect(userId("https://login.example.com/a", "nn")).not.toBe(userId("https://login.example.com/", "ann"));
});

import { expect, it } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { growth } from "../../support/growth.ts";

it("reads an address of many slashes in no more time than it has characters", () => {
  const url = (slashes: number) => `http://kestra.example/${"/".repeat(slashes)}a`;
  expect(growth(10_000, url, (address) => readConfig({ KESTRA_BASE_URL: address }))).toBeLessThan(9);
});

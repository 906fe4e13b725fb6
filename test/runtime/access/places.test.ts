import { expect, it } from "vitest";
import { placesIn } from "../../../runtime/access/places.ts";

it("finds the namespace of a YAML, and of an object that stands in its place", async () => {
  const where = { yaml: "app_data" };
  const told = { namespaces: ["company.team"], executions: [] };
  expect(await placesIn(where, { app_data: "id: a\nnamespace: company.team\n" })).toEqual(told);
  const app_data = { id: "a", namespace: "company.team", nested: { namespace: "other", "a: b": ["#"] } };
  expect(await placesIn(where, { app_data })).toEqual(told);
  await expect(placesIn(where, { app_data: { id: "a" } })).rejects.toThrow("namespace");
});

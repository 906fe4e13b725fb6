import { expect, it } from "vitest";
import { createMemory } from "../../../../runtime/kept/memory.ts";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import { propertyNames } from "../../../../specs/steps/catalog/property-names.ts";
import { keptFacts } from "../../../support/host.ts";
import { recordedAnswer } from "./recorded-answer.ts";

const task = { "a.Open": { properties: { lid: {}, key: {} } }, "a.Bare": {}, "a.Odd": null };

it("are those of tasks and triggers, of each class that has some", async () => {
  const schemas = ({ type }: { readonly type: string }) =>
    Promise.resolve({ definitions: type === "TASK" ? task : { "a.Came": { properties: { every: {} } } } });
  expect(await propertyNames(schemas, keptFacts, "1")).toEqual(
    new Map([
      ["a.Open", ["lid", "key"]],
      ["a.Came", ["every"]],
    ]),
  );
});

it("are those of one where the other is not told, or is nothing", async () => {
  const away = ({ type }: { readonly type: string }) =>
    type === "TASK" ? Promise.resolve({ definitions: task }) : Promise.reject(new KestraError(say`No.`, 403));
  expect([...(await propertyNames(away, keptFacts, "1")).keys()]).toEqual(["a.Open"]);
  expect(await propertyNames(() => Promise.resolve({ definitions: [] }), keptFacts, "1")).toEqual(new Map());
});

it("are not kept where those of tasks are not told", async () => {
  const memory = createMemory(1);
  const kept = {
    ...keptFacts,
    remember: <Made>(_: string, key: string, make: () => Promise<Made>) => memory.remember(key, make),
  };
  const away = () => Promise.reject(new KestraError(say`No.`, 503));
  await expect(propertyNames(away, kept, "1")).rejects.toThrow("No.");
  expect([...(await propertyNames(() => Promise.resolve({ definitions: task }), kept, "1")).keys()]).toEqual([
    "a.Open",
  ]);
});

it.each(["1.3", "2.0"])("are read from what a real %s answers", async (line) => {
  const answer = recordedAnswer(line, "schema of tasks") as { definitions: unknown };
  const names = await propertyNames(() => Promise.resolve(answer), keptFacts, "1");
  expect(names.get("io.kestra.core.http.client.configurations.BasicAuthConfiguration-1")).toEqual([
    "password",
    "type",
    "username",
  ]);
});

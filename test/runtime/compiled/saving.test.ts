import { expect, it } from "vitest";
import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { saving, type Saving } from "../../../runtime/compiled/saving.ts";
import { say } from "../../../runtime/text/said.ts";

const yaml = "id: form\nnamespace: company.team\n";
const plan: Saving = {
  what: "app",
  yaml: "source",
  takes: { find: ["namespace"], create: ["yaml"], update: ["uid", "yaml"] },
};

/** Calls that answer so, and what they were given. */
/** No secret is in what these say. */
const mask = (text: string) => text;

function calls(answers: Readonly<Record<string, object | Error>>) {
  const asked: [string, JsonObject][] = [];
  const kestra = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (input: JsonObject) => {
        asked.push([name, input]);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    ]),
  );
  return { asked, kestra };
}

it("updates the row of exactly this id and namespace, giving each call what it takes", async () => {
  const results = [
    { uid: "a", id: "form", namespace: "company.team.dev" },
    { uid: "b", id: "form-2", namespace: "company.team" },
    { uid: "c", id: "form", namespace: "company.team" },
  ];
  const { asked, kestra } = calls({ find: { results }, create: {}, update: { uid: "c" } });
  expect(await saving(plan)({ source: yaml }, kestra, { mask })).toEqual({ uid: "c" });
  expect(asked).toEqual([
    ["find", { namespace: "company.team" }],
    ["update", { uid: "c", yaml }],
  ]);
});

it("creates where no row is that one, whatever else was found", async () => {
  const results = [
    { uid: "a", id: "form", namespace: "company" },
    { uid: "b", id: "Form", namespace: "company.team" },
  ];
  const { asked, kestra } = calls({ find: { results }, create: { uid: "new" }, update: {} });
  expect(await saving(plan)({ source: yaml }, kestra, { mask })).toEqual({ uid: "new" });
  expect(asked.at(-1)).toEqual(["create", { yaml }]);
});

it.each([
  [true, "update", { namespace: "company.team", id: "form", yaml }],
  [false, "create", { yaml }],
])("takes a find at its word: exists is %s", async (exists, name, given) => {
  const takes = { find: ["namespace", "id"], create: ["yaml"], update: ["namespace", "id", "yaml"] };
  const { asked, kestra } = calls({ find: { exists }, create: {}, update: {} });
  await saving({ ...plan, takes })({ source: yaml }, kestra, { mask });
  expect(asked.at(-1)).toEqual([name, given]);
});

it("creates at once what cannot be looked up, whatever its YAML says", async () => {
  const { asked, kestra } = calls({ create: {} });
  await saving({ ...plan, takes: { create: ["yaml"] } })({ source: "title: x\n" }, kestra, { mask });
  expect(asked).toEqual([["create", { yaml: "title: x\n" }]]);
});

it("asks nothing where the YAML names nothing, and hides no refusal", async () => {
  const { asked, kestra } = calls({
    find: new KestraError(say`Kestra refused it (403).`, 403),
    create: {},
    update: {},
  });
  await expect(saving(plan)({ source: "id: form\n" }, kestra, { mask })).rejects.toBeInstanceOf(InputError);
  expect(asked).toEqual([]);
  await expect(saving(plan)({ source: yaml }, kestra, { mask })).rejects.toThrow(
    /^Kestra refused it \(403\)\. Nothing was saved\.$/,
  );
  const unsure = {
    find: { results: [] },
    create: new KestraError(say`Kestra failed (503).`, 503),
    update: {},
  };
  await expect(saving(plan)({ source: yaml }, calls(unsure).kestra, { mask })).rejects.toThrow(/\(503\)\.$/);
});

const validated: Saving = {
  ...plan,
  takes: { find: ["namespace"], validate: ["yaml"], create: ["yaml"], update: ["uid", "yaml"] },
};
const there = { results: [{ uid: "a", id: "form", namespace: "company.team" }] };

it("updates nothing with what is not valid, and lets Kestra refuse a new one itself", async () => {
  const validate = { verdicts: [{ constraints: "tasks: must not be empty\n" }] };
  const update = calls({ find: there, validate, create: {}, update: {} });
  await expect(saving(validated)({ source: yaml }, update.kestra, { mask })).rejects.toThrow(
    "The app stays as it was, since the YAML is not valid: tasks: must not be empty",
  );
  expect(update.asked.map(([name]) => name)).toEqual(["find", "validate"]);
  const create = calls({ find: { results: [] }, validate, create: { uid: "a" }, update: {} });
  expect(await saving(validated)({ source: yaml }, create.kestra, { mask })).toEqual({
    uid: "a",
    warning: "tasks: must not be empty",
  });
});

it("gives warnings with the result, of one verdict or of several", async () => {
  const verdict = {
    warnings: ["w"],
    deprecationPaths: ["tasks[0]"],
    infos: ["A is replaced by B"],
    constraints: null,
  };
  for (const validate of [verdict, { verdicts: [verdict] }]) {
    const { kestra } = calls({ find: there, validate, create: {}, update: { uid: "a" } });
    expect(await saving(validated)({ source: yaml }, kestra, { mask })).toEqual({
      uid: "a",
      warning: "w; tasks[0] is deprecated; A is replaced by B",
    });
  }
});

it("saves where Kestra cannot be asked what is wrong", async () => {
  for (const error of [
    new KestraError(say`Kestra refused it (403).`, 403),
    new ContractError(say`no list`),
  ]) {
    const { kestra } = calls({ find: there, validate: error, create: {}, update: { uid: "a" } });
    expect(await saving(validated)({ source: yaml }, kestra, { mask })).toEqual({ uid: "a" });
  }
});

const generated: Saving = {
  what: "app",
  when: "save",
  takes: { ...plan.takes, generate: ["prompt"] },
};

it("generates, and saves only where it is told to", async () => {
  const { asked, kestra } = calls({
    generate: { result: yaml },
    find: { results: [] },
    create: { uid: "n" },
    update: {},
  });
  const steps = saving(generated);
  expect(await steps({ prompt: "A form", save: false }, kestra, { mask })).toEqual({ result: yaml });
  expect(asked).toEqual([["generate", { prompt: "A form" }]]);
  expect(await steps({ prompt: "A form", save: true }, kestra, { mask })).toEqual({ uid: "n" });
});

it("keeps what was generated where it cannot be saved, with the reason", async () => {
  const refused = new KestraError(say`Kestra refused POST /apps (422): no flow.`, 422);
  const { kestra } = calls({
    generate: { result: yaml },
    find: { results: [] },
    create: refused,
    update: {},
  });
  const input = { prompt: "A form", save: true };
  expect(await saving(generated)(input, kestra, { mask })).toEqual({
    result: yaml,
    warning: "The app was generated but not created: Kestra refused POST /apps (422): no flow.",
  });
  const unread = { ...kestra, create: () => Promise.reject(new ContractError(say`Not JSON.`)) };
  expect(await saving(generated)(input, unread, { mask })).toHaveProperty(
    "warning",
    "The app was generated and probably created: look for it. Not JSON.",
  );
  const silent = {
    ...kestra,
    create: () => Promise.reject(new KestraError(say`No answer.`, 0, { mayBeDone: true })),
  };
  expect(await saving(generated)(input, silent, { mask })).toHaveProperty(
    "warning",
    "The app was generated and may be created: look for it. No answer.",
  );
  const words = calls({ generate: { result: "I cannot." }, find: {}, create: {}, update: {} });
  expect(await saving(generated)(input, words.kestra, { mask })).toMatchObject({ result: "I cannot." });
  const broken = calls({ generate: { result: yaml }, find: new TypeError("bug"), create: {}, update: {} });
  await expect(saving(generated)(input, broken.kestra, { mask })).rejects.toThrow("bug");
});

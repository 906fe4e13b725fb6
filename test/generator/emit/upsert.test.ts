import { describe, expect, it } from "vitest";
import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { runSteps, type Answers } from "./steps.ts";

const yaml = "id: form\nnamespace: company.team\n";

describe("a printed upsert", () => {
  const save = (answers: Answers, source = yaml) =>
    runSteps("upsert", "save", { source }, { create: {}, update: {}, ...answers });

  it("updates the row of exactly this id and namespace, giving each call what it takes", async () => {
    const results = [
      { uid: "a", id: "form", namespace: "company.team.dev" },
      { uid: "b", id: "form-2", namespace: "company.team" },
      { uid: "c", id: "form", namespace: "company.team" },
    ];
    const { asked, output } = await save({ find: { results }, update: { uid: "c" } });
    expect(output).toEqual({ uid: "c" });
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
    const { asked, output } = await save({ find: { results }, create: { uid: "new" } });
    expect(output).toEqual({ uid: "new" });
    expect(asked.at(-1)).toEqual(["create", { yaml }]);
  });

  it("asks nothing where the YAML names nothing, and hides no refusal", async () => {
    const find = new KestraError(say`Kestra refused it (403).`, 403);
    const nameless = await save({ find }, "id: form\n");
    expect(nameless.output).toBeInstanceOf(InputError);
    expect(nameless.asked).toEqual([]);
    expect((await save({ find })).output).toHaveProperty(
      "message",
      "Kestra refused it (403). Nothing was saved.",
    );
    const create = new KestraError(say`Kestra failed (503).`, 503);
    expect((await save({ find: { results: [] }, create })).output).toBe(create);
  });
});

describe("a printed upsert that validates", () => {
  const check = (answers: Answers) =>
    runSteps("upsert", "check", { source: yaml }, { create: { uid: "n" }, update: { uid: "a" }, ...answers });
  const wrong = { constraints: "tasks: must not be empty\n" };
  const key = { namespace: "company.team", id: "form" };

  it.each([
    [true, "update", { ...key, yaml }],
    [false, "create", { yaml }],
  ])("takes a find at its word: exists is %s", async (exists, name, given) => {
    const { asked } = await check({ find: { exists }, validate: {} });
    expect(asked).toEqual([
      ["find", key],
      ["validate", { yaml }],
      [name, given],
    ]);
  });

  it("updates nothing with what is not valid, and lets Kestra refuse a new one itself", async () => {
    const update = await check({ find: { exists: true }, validate: wrong });
    expect(update.output).toBeInstanceOf(InputError);
    expect(update.output).toHaveProperty(
      "message",
      "The app stays as it was, since the YAML is not valid: tasks: must not be empty. `check_app` says more.",
    );
    expect(update.asked.map(([name]) => name)).toEqual(["find", "validate"]);
    const create = await check({ find: { exists: false }, validate: wrong });
    expect(create.output).toEqual({ uid: "n", warning: "tasks: must not be empty" });
  });

  it("gives warnings with the result, of one verdict or of several", async () => {
    const verdict = {
      warnings: ["w"],
      deprecationPaths: ["tasks[0]"],
      infos: ["A is replaced by B"],
      constraints: null,
    };
    for (const validate of [verdict, { verdicts: [verdict] }])
      expect((await check({ find: { exists: true }, validate })).output).toEqual({
        uid: "a",
        warning: "w; tasks[0] is deprecated; A is replaced by B",
      });
  });

  it("saves where Kestra cannot be asked what is wrong", async () => {
    for (const validate of [
      new KestraError(say`Kestra refused it (403).`, 403),
      new ContractError(say`no list`),
    ])
      expect((await check({ find: { exists: true }, validate })).output).toEqual({ uid: "a" });
    const bug = new TypeError("bug");
    expect((await check({ find: { exists: true }, validate: bug })).output).toBe(bug);
  });
});

describe("a printed upsert that may be previewed", () => {
  const preview = (isPreview: boolean, answers: Answers = {}) =>
    runSteps(
      "upsert",
      "preview",
      { source: yaml, preview: isPreview },
      { create: { uid: "n" }, deployed: {}, validate: {}, ...answers },
    );
  const key = { namespace: "company.team", id: "form" };

  it("saves nothing where only that is wanted, and asks what there is and what is wrong with it", async () => {
    const { asked, output } = await preview(true, { deployed: { revision: 2, source: "id: form\n" } });
    expect(asked).toEqual([
      ["deployed", key],
      ["validate", { yaml }],
    ]);
    expect(output).toEqual({
      ...key,
      valid: true,
      message: "Nothing was saved. The app would get another revision.",
      diff: "--- revision 2\n+++ dry run\n@@ -1,1 +1,2 @@\n id: form\n+namespace: company.team\n",
    });
  });

  it("saves otherwise", async () => {
    const { asked, output } = await preview(false);
    expect(asked.map(([name]) => name)).toEqual(["validate", "create"]);
    expect(output).toEqual({ uid: "n" });
  });

  it.each([
    [{}, { valid: true, message: "Nothing was saved. There is no such app yet: it would be created." }],
    [
      { deployed: { source: yaml } },
      {
        valid: true,
        message: "Nothing was saved. The app has this source already: saving it would change nothing.",
      },
    ],
    [
      { validate: { constraints: "tasks: must not be empty\n", warnings: ["careful"] } },
      {
        valid: false,
        problems: ["tasks: must not be empty"],
        warning: "careful",
        message: "Nothing was saved. Kestra would refuse the app. `check_app` says more.",
      },
    ],
  ])("tells what would become of it: %j", async (answers, told) => {
    expect((await preview(true, answers)).output).toEqual({ ...key, ...told });
  });

  it("never takes for valid what Kestra did not judge", async () => {
    const validate = new KestraError(say`Kestra refused it (403).`, 403);
    expect((await preview(true, { validate })).output).toHaveProperty(
      "message",
      "Kestra refused it (403). Nothing was saved.",
    );
  });
});

describe("a printed upsert of what is generated", () => {
  const generate = (input: object, answers: Answers) =>
    runSteps("upsert", "generate", { key: "A form", ...input }, { generate: { result: yaml }, ...answers });

  it("saves only where it is told to", async () => {
    const { asked, output } = await generate({ save: false }, { create: {} });
    expect(output).toEqual({ result: yaml });
    expect(asked).toEqual([["generate", { key: "A form" }]]);
    expect((await generate({ save: true }, { create: { uid: "n" } })).output).toEqual({ uid: "n" });
  });

  it.each([
    [
      new KestraError(say`Kestra refused POST /apps (422): no flow.`, 422),
      "but not created: Kestra refused POST /apps (422): no flow.",
    ],
    [new InputError(say`It names nothing.`), "but not created: It names nothing."],
    [new ContractError(say`Not JSON.`), "and probably created: look for it. Not JSON."],
    [new KestraError(say`No answer.`, 0, { mayBeDone: true }), "and may be created: look for it. No answer."],
  ])("keeps what was generated where it cannot be saved, with the reason: %s", async (create, outcome) => {
    const { output } = await generate({ save: true }, { create });
    expect(output).toEqual({ result: yaml, warning: `The dashboard was generated ${outcome}` });
  });

  it("hides no error of ours", async () => {
    const bug = new TypeError("bug");
    expect((await generate({ save: true }, { create: bug })).output).toBe(bug);
  });
});

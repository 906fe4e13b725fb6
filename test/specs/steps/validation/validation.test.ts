import { describe, expect, it } from "vitest";
import { say } from "../../../../runtime/text/said.ts";
import { similarity } from "../../../../specs/steps/flow/similarity.ts";
import { complaintsIn } from "../../../../specs/steps/validation/complaint.ts";
import { flowMaps } from "../../../../specs/steps/validation/flow-map.ts";
import { problemsOf, summaryOf, type FlowVerdict } from "../../../../specs/steps/validation/flow-problems.ts";
import { nearTypes } from "../../../../specs/steps/validation/near-types.ts";

const core = "io.kestra.plugin.core";
const source = `id: hello
namespace: company.team
inputs:
  - id: day
    type: DATUM
tasks:
  - id: a
    type: ${core}.log.Log
    colour: red
  - id: b.c
    type: ${core}.flow.Parallel
    tasks:
      - id: inner
        type: ${core}.log.Lgo
  - id: a
    type: io.kestra.core.tasks.log.Log
triggers:
  - { id: often, type: ${core}.trigger.Schedule, cron: often }
`;
const types = {
  near: () => [],
  missing: () => undefined,
  property: () => undefined,
  isUnknown: () => false,
};

async function problems(verdict: FlowVerdict, yaml = source) {
  const [map] = await flowMaps(yaml);
  return problemsOf(verdict, map, types).map(({ severity, message, place, didYouMean }) => ({
    severity,
    message: message.toString(),
    at: place === undefined ? undefined : `${place.path}@${place.line}:${place.column}`,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  }));
}

const first = async (constraints: string, yaml?: string) => (await problems({ constraints }, yaml))[0];

describe("what Kestra complains of", () => {
  it("is read from the words of each line", () => {
    const yaml =
      "YAML parsing error: while parsing a block collection\n in 'reader', line 4, column 3:\n      - id: a\n      ^\nexpected <block end>, but found '<block mapping start>'\n in 'reader', line 6, column 4:\n       message: wrong indent\n       ^\n\n at [Source: (StringReader); line: 6, column: 4] (at line 6)";
    const words = "while parsing a block collection; expected <block end>, but found '<block mapping start>'";
    const read = [{ kind: "yaml", message: words, line: 6, column: 4 }];
    expect(complaintsIn(`Validation error: Illegal Flow source: ${yaml}`)).toEqual(read);
    const of10 = yaml.replace("YAML parsing error: ", "").replace(" (at line 6)", "");
    expect(
      complaintsIn(`jakarta.validation.ConstraintViolationException: Illegal Flow source: ${of10}`),
    ).toEqual(read);
  });

  it("are several values at once, each with its path", () => {
    expect(
      complaintsIn("Validation error: b.duration: must not be null\na.message: must not be null\n"),
    ).toEqual([
      { kind: "value", path: "b.duration", message: "must not be null" },
      { kind: "value", path: "a.message", message: "must not be null" },
    ]);
    expect(complaintsIn("Validation error: : Invalid Flow: Duplicate task id with name [a]\n")).toEqual([
      { kind: "value", path: "", message: "Invalid Flow: Duplicate task id with name [a]" },
    ]);
    expect(complaintsIn("Unable to validate the flow: HV000028: Unexpected exception.")).toEqual([
      { kind: "value", path: "", message: "HV000028: Unexpected exception." },
    ]);
  });
});

describe("a problem", () => {
  it("of a value stands where it is, or where it would be", async () => {
    expect(await first("Validation error: a.message: must not be null\n")).toEqual({
      severity: "error",
      message: "a.message: must not be null",
      at: "tasks[0].message@7:5",
    });
    expect(await first("b.c.tasks[0].level: must not be null\n")).toMatchObject({
      at: "tasks[1].tasks[0].level@13:9",
    });
    expect(await first("triggers[0].cron: must be good\n")).toMatchObject({ at: "triggers[0].cron@18:64" });
    expect(await first('id: must match "^[a-z]"\n')).toMatchObject({ at: "id@1:1" });
    expect(await first("namespace: must not be null\n", "id: x\ntasks: []\n")).toMatchObject({
      at: "namespace@1:1",
    });
  });

  it("of a property names the ones that there are, and the nearest", async () => {
    const known = '("logLevel", "color", "message")';
    expect(
      await first(
        `Validation error: Unrecognized field "colour" (class ${core}.log.Log), not marked as ignorable ${known}`,
      ),
    ).toEqual({
      severity: "error",
      message: `Unknown property colour of ${core}.log.Log, which takes color, logLevel, message`,
      at: "tasks[0].colour@9:5",
      didYouMean: ["color"],
    });
  });

  it("of a type stands at each place that has it", async () => {
    expect(await first(`Validation error: Invalid type: ${core}.log.Lgo`)).toMatchObject({
      message: `Invalid type: ${core}.log.Lgo`,
      at: "tasks[1].tasks[0].type@14:9",
    });
    expect(await problems({ constraints: "Invalid type: DATUM" })).toHaveLength(1);
  });

  it("of the flow as a whole stands at the id that it names", async () => {
    expect(await first(": Invalid Flow: Duplicate task id with name [a]")).toMatchObject({
      at: "tasks[2]@15:5",
    });
    expect(
      await first(": Invalid Flow: Missing inputs for Schedule Trigger 'often', missing inputs: 'day'"),
    ).toMatchObject({ at: "triggers[0]@18:5" });
    expect(await first(": Invalid Flow: Flow id is a reserved keyword: pause.")).toMatchObject({
      at: "id@1:1",
    });
  });

  it("may be none that keeps the flow from being saved", async () => {
    const old = "io.kestra.core.tasks.log.Log";
    expect(
      await problems({
        infos: [`${old} is replaced by ${core}.log.Log`],
        deprecationPaths: ["tasks[1]"],
        warnings: ["careful"],
        outdated: true,
      }),
    ).toEqual([
      { severity: "warning", message: "careful", at: undefined },
      { severity: "deprecated", message: "tasks[1] is deprecated", at: "tasks[1]@10:5" },
      {
        severity: "deprecated",
        message: `${old} is replaced by ${core}.log.Log`,
        at: "tasks[2].type@16:5",
        didYouMean: [`${core}.log.Log`],
      },
      {
        severity: "warning",
        message: expect.stringContaining("older than the one that is stored") as unknown,
        at: undefined,
      },
    ]);
  });

  it("over which 1.0 stumbles is a missing id", async () => {
    const stumble = "Unable to validate the flow: HV000028: Unexpected exception during isValid call.";
    expect(await first(stumble, "namespace: company.team\n")).toMatchObject({
      message: "id: must not be null (Kestra says: HV000028: Unexpected exception during isValid call.)",
      at: "id@1:1",
    });
    expect(await first(stumble)).toMatchObject({
      message: expect.stringMatching(/^HV000028/) as unknown,
      at: undefined,
    });
  });

  it("that hides others says so", async () => {
    const verdict = { constraints: "Invalid type: DATUM" };
    const [map] = await flowMaps(source);
    const found = problemsOf(verdict, map, types);
    expect(summaryOf(found, complaintsIn(verdict.constraints))).toMatch(
      /^Not valid: 1 problem\. Kestra stops at/,
    );
    expect(summaryOf([], [])).toBe("Valid: Kestra would save it.");
    expect(summaryOf([{ severity: "deprecated", message: say`old` }], [])).toBe(
      "Valid: Kestra would save it. 1 remark that keeps nothing from being saved.",
    );
  });
});

describe("the types of an instance", () => {
  const all = [
    `${core}.log.Log`,
    `${core}.flow.Sleep`,
    `${core}.trigger.Schedule`,
    "io.kestra.plugin.scripts.python.Script",
    "io.kestra.plugin.scripts.shell.Script",
  ];

  it("that are near to a wrong one come with the likeliest first", async () => {
    const alike = await similarity();
    expect(nearTypes(`${core}.log.Lgo`, all, alike)[0]).toBe(`${core}.log.Log`);
    expect(nearTypes("io.kestra.core.tasks.log.Log", all, alike)).toEqual([`${core}.log.Log`]);
    expect(nearTypes("io.kestra.plugin.scripts.pyton.Script", all, alike)[0]).toBe(
      "io.kestra.plugin.scripts.python.Script",
    );
    expect(nearTypes(`${core}.kv.Purge`, all, alike)).toEqual([]);
  });
});

describe("an edit", () => {
  const place = async (tasks: string, of: "type" | "property") => {
    const [map] = await flowMaps(`tasks:\n${tasks}`);
    const found = of === "type" ? map?.ofType("a.Lgo")[0] : map?.ofProperty("words", "a.Log");
    const old = of === "type" ? "a.Lgo" : "words";
    return found && map?.edit(found, old, "new")?.column;
  };
  it.each<readonly [string, number | undefined]>([
    ["- type: a.Lgo", 9],
    ["- { id: a.Lgo, type: a.Lgo }", 22],
    ['- { "type":"a.Lgo" }', 13],
    ["- type: !!str &here a.Lgo # a.Lgo", 21],
    ['- { type: "a.\\x4cgo", next: a.Lgo }', undefined],
    ["- type: >-\n    a.Lgo", undefined],
  ])("of a type is of its value: %j", async (tasks, column) => {
    expect(await place(tasks, "type")).toBe(column);
  });

  it.each<readonly [string, number | undefined]>([
    ["- { type: a.Log, words: words }", 18],
    ["- type: a.Log\n  'words': words", 4],
    ['- { type: a.Log, "w\\x6frds": words }', undefined],
  ])("of a property is of its key: %j", async (tasks, column) => {
    expect(await place(tasks, "property")).toBe(column);
  });
});

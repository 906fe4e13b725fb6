import { describe, expect } from "vitest";
import { createFlow, flowYaml, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Verdict {
  readonly valid: boolean;
  readonly message: string;
  readonly problems: readonly { readonly message: string; readonly didYouMean?: readonly string[] }[];
}

const validate = (yaml_definition: string) => kestra.get<Verdict>("validate_flow", { yaml_definition });
const containing = (text: string): unknown => expect.stringContaining(text);

describe("validate_flow", () => {
  check("says of a good flow that it is valid, and saves nothing", async () => {
    expect(await validate(flowYaml("unsaved", hello))).toEqual({
      valid: true,
      message: "Valid: Kestra would save it.",
      problems: [],
    });
    const place = { namespace: kestra.namespace, flow_id: "unsaved" };
    expect(await kestra.refusal("manage_flow", { action: "get_yaml", ...place })).toContain("404");
  });

  check("takes a flow that cancels what lasts too long", async () => {
    const sla = "sla:\n  - id: five\n    type: MAX_DURATION\n    duration: PT5M\n    behavior: CANCEL\n";
    expect(await validate(flowYaml("bounded", `${sla}${hello.trimStart()}`))).toMatchObject({ valid: true });
  });

  check("tells each value that is missing, with its place", async () => {
    const { valid, problems } = await validate(
      flowYaml(
        "two_errors",
        "tasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n  - id: b\n    type: io.kestra.plugin.core.flow.Sleep\n",
      ),
    );
    expect(valid).toBe(false);
    expect(problems).toHaveLength(2);
    expect(problems).toEqual(
      expect.arrayContaining([
        {
          severity: "error",
          message: "a.message: must not be null",
          path: "tasks[0].message",
          line: 4,
          column: 5,
        },
        {
          severity: "error",
          message: "b.duration: must not be null",
          path: "tasks[1].duration",
          line: 6,
          column: 5,
        },
      ]),
    );
  });

  check("proposes the type that was meant", async () => {
    const answer = await validate(flowYaml("bad_type", hello.replace("log.Log", "log.Logg")));
    expect(answer).toMatchObject({ valid: false, message: containing("validate again") });
    expect(answer.problems).toEqual([
      expect.objectContaining({
        path: "tasks[0].type",
        line: 5,
        column: 5,
        didYouMean: expect.any(Array) as unknown,
      }),
    ]);
    expect(answer.problems[0]?.didYouMean?.[0]).toBe("io.kestra.plugin.core.log.Log");
  });

  check("names the plugin that the instance lacks", async () => {
    const type = "io.kestra.plugin.nowhere.s3.Upload";
    const { problems } = await validate(flowYaml("no_plugin", hello.replace(/io\S+/, type)));
    expect(problems[0]?.message).toBe(
      `Invalid type: ${type}: the instance has no plugin io.kestra.plugin.nowhere`,
    );
  });

  check("names the input and its wrong type", async () => {
    const inputs = "inputs:\n  - id: day\n    type: DATEE\n";
    const { problems } = await validate(flowYaml("bad_input", inputs + hello.trimStart()));
    expect(problems).toEqual([
      {
        severity: "error",
        message: "Invalid type: DATEE",
        path: "inputs[0].type",
        line: 5,
        column: 5,
        didYouMean: expect.arrayContaining(["DATE"]) as unknown,
        fix: { line: 5, column: 11, replace: "DATEE", with: "DATE" },
      },
    ]);
  });

  check("proposes the property that was meant", async () => {
    const { problems } = await validate(flowYaml("typo", hello.replace("message:", "mesage:")));
    expect(problems[0]).toMatchObject({ path: "tasks[0].mesage", line: 6, didYouMean: ["message"] });
  });

  check("says where YAML is broken", async () => {
    const { problems } = await validate(
      flowYaml("broken", "tasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n   message: x\n"),
    );
    expect(problems).toEqual([
      expect.objectContaining({
        severity: "error",
        message: containing("The YAML cannot be read: "),
      }),
    ]);
  });

  check("tells a type that has a new name", async () => {
    const old = "io.kestra.core.tasks.log.Log";
    const { valid, problems } = await validate(flowYaml("old", hello.replace(/io\S+/, old)));
    const is20 = kestra.target.line === "2.0";
    expect(valid).toBe(!is20);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: is20 ? "error" : "deprecated",
        path: "tasks[0].type",
        didYouMean: expect.arrayContaining(["io.kestra.plugin.core.log.Log"]) as unknown,
      }),
    ]);
  });

  check("says that a flow has no id", async () => {
    const { problems } = await validate(`namespace: ${kestra.namespace}\n${hello.trimStart()}`);
    expect(problems[0]).toMatchObject({ message: containing("id: must not be"), line: 1 });
  });

  check("refuses what holds no flow", async () => {
    expect(await kestra.refusal("validate_flow", { yaml_definition: " \n" })).toContain("is empty");
    expect(await kestra.refusal("validate_flow", { yaml_definition: "- ".repeat(5000) })).toContain("nested");
  });
});

describe("compare_revisions", () => {
  interface Comparison {
    readonly message: string;
    readonly base: { readonly updated?: string };
    readonly diff: string;
  }
  const compare = (flow_id: string, more: object = {}) =>
    kestra.get<Comparison>("compare_revisions", { namespace: kestra.namespace, flow_id, ...more });

  check("shows what changed last, and between any two", async () => {
    await createFlow("changing", hello);
    await createFlow("changing", hello.replace("Hello", "Good morning"));
    await createFlow("changing", `description: now\n${hello.trimStart().replace("Hello", "Good morning")}`);
    const last = await compare("changing");
    expect(last).toMatchObject({
      flowId: "changing",
      base: { revision: 2 },
      revision: { revision: 3 },
      equal: false,
      added: 1,
      removed: 0,
    });
    expect(last.diff).toContain("\n+description: now\n");
    const first = await compare("changing", { base_revision: 1, revision: 2 });
    expect(first.diff).toMatch(/^--- revision 1\n\+\+\+ revision 2\n@@ /);
    expect(first.diff).toContain("\n-    message: Hello\n+    message: Good morning\n");
    expect(first.message).toContain("Who saved them the open-source edition does not keep.");
    if (kestra.target.line === "1.0") expect(first.message).toContain("this Kestra does not tell");
    else expect(typeof first.base.updated).toBe("string");
  });

  check("says which revisions there are", async () => {
    await createFlow("once", hello);
    const place = { namespace: kestra.namespace, flow_id: "once" };
    expect(await kestra.refusal("compare_revisions", place)).toContain("there is none before it");
    expect(await kestra.refusal("compare_revisions", { ...place, base_revision: 7 })).toContain("but 1.");
    expect(await kestra.refusal("compare_revisions", { ...place, flow_id: "never" })).toContain(
      "There is no flow",
    );
  });
});

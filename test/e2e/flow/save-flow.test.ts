import { describe, expect } from "vitest";
import { createFlow, flowYaml, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const save = (yaml_definition: string): Promise<string> =>
  kestra.refusal("create_flow_from_yaml", { yaml_definition });

describe("create_flow_from_yaml", () => {
  check("creates a flow and gives its source back", async () => {
    const yaml = flowYaml("fresh", `description: 'Says "hello": often'\n${hello.trimStart()}`);
    const flow = await kestra.get("create_flow_from_yaml", { yaml_definition: yaml });
    expect(flow).toMatchObject({
      id: "fresh",
      namespace: kestra.namespace,
      revision: 1,
      description: 'Says "hello": often',
      disabled: false,
      deleted: false,
    });
    expect(flow.source.trim()).toBe(yaml.trim());
  });

  check("says that nothing was saved where Kestra refuses a flow", async () => {
    expect(await save(flowYaml("unsaved", "tasks: []\n"))).toMatch(
      /\(422\)[^]*`validate_flow` says[^]*Nothing was saved\.$/,
    );
    expect(
      await kestra.refusal("manage_flow", {
        action: "get_yaml",
        namespace: kestra.namespace,
        flow_id: "unsaved",
      }),
    ).toContain("404");
  });

  check("updates a flow that exists", async () => {
    await createFlow("changing", hello);
    const flow = await createFlow("changing", hello.replace("Hello", "Good morning"));
    expect(flow.revision).toBe(2);
    expect(flow.source).toContain("Good morning");
  });

  check("tells what would change in a dry run, and changes nothing", async () => {
    const dryRun = (yaml_definition: string) =>
      kestra.get<{ readonly message: string; readonly diff?: string; readonly problems?: readonly string[] }>(
        "create_flow_from_yaml",
        { yaml_definition, dry_run: true },
      );
    const place = { namespace: kestra.namespace, flow_id: "rehearsed" };
    const yaml = flowYaml("rehearsed", hello);
    expect((await dryRun(yaml)).message).toContain("it would be created");
    expect(await kestra.refusal("manage_flow", { action: "get_yaml", ...place })).toContain("404");
    await createFlow("rehearsed", hello);
    expect((await dryRun(yaml)).message).toContain("would change nothing");
    const changed = await dryRun(yaml.replace("Hello", "Good morning"));
    expect(changed).toMatchObject({ valid: true });
    expect(changed.diff).toContain("\n-    message: Hello\n+    message: Good morning\n");
    const wrong = await dryRun(yaml.replace("log.Log", "log.Nothing"));
    expect(wrong).toMatchObject({ valid: false });
    expect(wrong.problems?.join()).toContain("Invalid type: io.kestra.plugin.core.log.Nothing");
    const meant = "`validate_flow` says what a wrong type or property may have meant.";
    expect(wrong.message).toBe(`Nothing was saved. Kestra would refuse the flow. ${meant}`);
    const yaml_definition = yaml.replace("log.Log", "log.Nothing");
    expect(await kestra.refusal("create_flow_from_yaml", { yaml_definition })).toContain(meant);
    const { results } = await kestra.get("manage_flow", { action: "list_revisions", ...place });
    expect(results).toHaveLength(1);
    expect(results[0]?.source).toContain("Hello");
  });

  check("keeps triggers as they were written", async () => {
    const trigger = `
triggers:
  - id: hourly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "@hourly"
    disabled: true
`;
    const flow = await createFlow("with_trigger", hello + trigger.trimStart());
    expect(flow.triggers).toEqual([
      expect.objectContaining({ id: "hourly", cron: "@hourly", disabled: true }),
    ]);
    expect(flow.message).toContain("It does not start by itself: `disabled: true` in the YAML holds back");
    const enabled = await createFlow("with_trigger", hello + trigger.trimStart().replace("true", "false"));
    expect(enabled).not.toHaveProperty("message");
  });

  check("says which task type is unknown", async () => {
    const text = await save(flowYaml("bad_type", hello.replace("log.Log", "log.Nothing")));
    expect(text).toContain("422");
    expect(text).toContain("Invalid type: io.kestra.plugin.core.log.Nothing");
  });

  check("says which property is missing", async () => {
    expect(await save(flowYaml("no_message", hello.replace(/ +message: .*\n/, "")))).toContain(
      "hello.message: must not be null",
    );
  });

  check("says that there are no tasks", async () => {
    expect(await save(flowYaml("no_tasks", "description: empty\n"))).toContain("tasks: must not be empty");
  });

  check("says that a task id comes twice", async () => {
    const twice = hello + hello.replace(/^\s*tasks:\n/, "");
    expect(await save(flowYaml("twice", twice))).toContain("Duplicate task id with name [hello]");
  });

  check("says what is wrong in an update, and changes nothing", async () => {
    await createFlow("kept", hello);
    expect(await save(flowYaml("kept", hello.replace("log.Log", "log.Nothing")))).toContain("Invalid type");
    const { result } = await kestra.get("manage_flow", {
      action: "get_yaml",
      namespace: kestra.namespace,
      flow_id: "kept",
    });
    expect(result).toContain("log.Log");
    const revisions = await kestra.get("manage_flow", {
      action: "list_revisions",
      namespace: kestra.namespace,
      flow_id: "kept",
    });
    expect(revisions.results).toHaveLength(1);
  });

  check("saves no update with a property that Kestra would drop without a word", async () => {
    await createFlow("typo", hello);
    const text = await save(flowYaml("typo", hello.replace("message:", "mesage: x\n    message:")));
    expect(text).toMatch(/stays as it was[^]*Unrecognized field "mesage"/);
    const place = { namespace: kestra.namespace, flow_id: "typo" };
    const { result } = await kestra.get("manage_flow", { action: "get_yaml", ...place });
    expect(result).not.toContain("mesage");
    const { results } = await kestra.get("manage_flow", { action: "list_revisions", ...place });
    expect(results).toHaveLength(1);
  });

  check("passes on what Kestra warns of, of a new flow and of one that is updated", async () => {
    const old = hello.replace("io.kestra.plugin.core.log.Log", "io.kestra.core.tasks.log.Log");
    if (kestra.target.line === "2.0") {
      expect(await save(flowYaml("old", old))).toContain("Invalid type: io.kestra.core.tasks.log.Log");
      return;
    }
    const warning = "io.kestra.core.tasks.log.Log is replaced by io.kestra.plugin.core.log.Log";
    expect(await createFlow("old", old)).toMatchObject({ revision: 1, warning });
    expect(await createFlow("old", `description: again\n${old}`)).toMatchObject({ revision: 2, warning });
    expect(await createFlow("old", hello)).not.toHaveProperty("warning");
  });

  check("says where YAML is broken", async () => {
    expect(await save(`id: broken\nnamespace: ${kestra.namespace}\ntasks: [\n`)).toMatch(
      /YAML|line|column|flow/i,
    );
  });

  check("wants an id and a namespace", async () => {
    expect(await save(`namespace: ${kestra.namespace}\n${hello.trimStart()}`)).toMatch(/namespace.*id/);
    expect(await save(`id: nowhere\n${hello.trimStart()}`)).toMatch(/namespace.*id/);
  });

  check("takes nothing for a flow but a mapping", async () => {
    for (const text of ["just words", "- a\n- b\n", "", "42", "~", "a: 1\n---\nb: 2\n"]) {
      expect(await save(text)).toMatch(/^create_flow_from_yaml: /);
    }
  });

  check("passes on what Kestra says of a reserved id", async () => {
    const yaml_definition = flowYaml("pause", hello);
    if (kestra.target.line === "2.0") {
      expect(await kestra.get("create_flow_from_yaml", { yaml_definition })).toMatchObject({ id: "pause" });
    } else {
      expect(await save(yaml_definition)).toContain("reserved keyword: pause");
    }
  });
});

describe("generate_flow and generate_dashboard", () => {
  check("say what an instance without AI lacks", async () => {
    const flow = await kestra.refusal("generate_flow", { user_prompt: "Say hello", provider_id: "nobody" });
    expect(flow).toMatch(/AI provider/);
    const dashboard = await kestra.refusal("generate_dashboard", {
      user_prompt: "Failures",
      provider_id: "nobody",
    });
    expect(dashboard).toMatch(kestra.target.line === "1.0" ? /1\.3/ : /AI provider/);
  });
});

import { expect, it } from "vitest";
import { ContractError, InputError, KestraError } from "../../runtime/errors.ts";
import { keepingYaml } from "../../specs/steps/generated-yaml.ts";
import { saveFlow } from "../../specs/steps/save-flow.ts";

const source = "id: hello\nnamespace: company.team\n";

function kestra(exists: boolean) {
  const asked: unknown[] = [];
  const call = (name: string, answer: unknown) => (given: unknown) => {
    asked.push([name, given]);
    return Promise.resolve(answer as never);
  };
  return {
    asked,
    calls: { find: call("find", { exists }), create: call("create", 1), update: call("update", 2) },
  };
}

it("creates a flow that does not exist, and never sends an update of it", async () => {
  const { asked, calls } = kestra(false);
  expect(await saveFlow(source, calls)).toBe(1);
  expect(asked).toEqual([
    ["find", { namespace: "company.team", flow_id: "hello" }],
    ["create", { yaml_definition: source }],
  ]);
});

it("updates a flow that exists", async () => {
  const { asked, calls } = kestra(true);
  expect(await saveFlow(source, calls)).toBe(2);
  expect(asked[1]).toEqual([
    "update",
    { namespace: "company.team", flow_id: "hello", yaml_definition: source },
  ]);
});

it("asks Kestra nothing where the YAML names no flow", async () => {
  const { asked, calls } = kestra(true);
  await expect(saveFlow("tasks: []", calls)).rejects.toBeInstanceOf(InputError);
  expect(asked).toEqual([]);
});

it("keeps generated YAML that Kestra refuses, with the reason", async () => {
  const refused = () => Promise.reject(new KestraError("Kestra refused it (422): no tasks.", 422));
  expect(await keepingYaml("flow", source, refused)).toEqual({
    result: source,
    warning: "The flow was generated but not created: Kestra refused it (422): no tasks.",
  });
  const unread = await keepingYaml("flow", source, () => Promise.reject(new ContractError("Not JSON.")));
  expect(unread).toEqual({
    result: source,
    warning: "The flow was generated and probably created: look for it. Not JSON.",
  });
  const silent = await keepingYaml("flow", source, () => Promise.reject(new KestraError("No answer.", 0)));
  expect(silent).toEqual({
    result: source,
    warning: "The flow was generated and may be created: look for it. No answer.",
  });
  await expect(keepingYaml("flow", source, () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
  expect(await keepingYaml("flow", source, () => Promise.resolve({ id: "hello" }))).toEqual({ id: "hello" });
});

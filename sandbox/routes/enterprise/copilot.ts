import { text } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { requiredTexts, textOf } from "../../enterprise/source.ts";

/** The one provider that the sandbox's Enterprise edition has. */
const provider = "sandbox";

/** A name made of the first words of a prompt. */
function nameOf(prompt: string, otherwise: string): string {
  return (
    prompt
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .slice(0, 4)
      .join("-") || otherwise
  );
}

interface Subject {
  readonly namespace: string;
  readonly flowId: string;
}

/** The flow that the prompt names, else the first there is. */
function subjectOf(prompt: string, { flows }: Kestra): Subject {
  const all = flows.all().map(({ flow }) => flow);
  const flow = all.find(({ id }) => prompt.includes(id)) ?? all[0];
  return { namespace: flow?.namespace ?? "company.team", flowId: flow?.id ?? "hello" };
}

function appYaml(prompt: string, { namespace, flowId }: Subject): string {
  return `id: ${nameOf(prompt, "app")}
type: io.kestra.plugin.ee.apps.Execution
displayName: ${JSON.stringify(prompt)}
namespace: ${namespace}
flowId: ${flowId}
access:
  type: PRIVATE
layout:
  - on: OPEN
    blocks:
      - type: io.kestra.plugin.ee.apps.execution.blocks.CreateExecutionForm
`;
}

function testYaml(prompt: string, { namespace, flowId }: Subject): string {
  return `id: ${nameOf(prompt, "test")}
namespace: ${namespace}
flowId: ${flowId}
description: ${JSON.stringify(prompt)}
testCases:
  - id: runs
    type: io.kestra.core.tests.flow.UnitTest
    assertions:
      - value: "{{ flow.id }}"
        equalTo: ${flowId}
`;
}

/** What a model would write, made of the prompt; YAML that was given comes back with a comment. */
function generate(yamlOf: (prompt: string, subject: Subject) => string): Route["handle"] {
  return (request: SandboxRequest, kestra) => {
    const values = objectBody(request, "request");
    const { userPrompt } = requiredTexts(values, ["conversationId", "userPrompt"]);
    const wanted = textOf(values["providerId"]) ?? provider;
    if (wanted !== provider) {
      const why = "AI Copilot is not available: no AI provider is configured or reachable.";
      return text(why, "application/yaml", 503);
    }
    const given = textOf(values["yaml"]);
    const made =
      given === undefined ? yamlOf(userPrompt, subjectOf(userPrompt, kestra)) : `# ${userPrompt}\n${given}`;
    return text(made, "application/yaml");
  };
}

export const copilotRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/{tenant}/ai/generate/app", handle: generate(appYaml) },
  { method: "POST", path: "/api/v1/{tenant}/ai/generate/test", handle: generate(testYaml) },
];

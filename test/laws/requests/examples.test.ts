import { describe, expect, it } from "vitest";
import { planned, written, type Sent } from "../../../generator/resolve/sent.ts";
import { callTool } from "../../../runtime/call/call.ts";
import { behavioursOf } from "../../../runtime/catalog/narrow.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { CallResult } from "../../../runtime/call/result.ts";
import {
  isChoice,
  isComposite,
  type Behaviour,
  type ToolDefinition,
} from "../../../runtime/tool/definition.ts";
import { catalog } from "../../../generated/catalog.ts";
import { answerOf } from "../support/answers.ts";
import { callerOn } from "../support/caller.ts";
import { readExamples, type Example } from "../support/examples.ts";
import { hasReason, readSpecs } from "../support/specs.ts";

const examples = readExamples();
const specs = readSpecs();
const used = new Set<string>();

describe("every example sends what it says, through the compiled handler", () => {
  for (const example of examples) {
    it(`${example.tool.name} on ${example.line}: ${example.ask}`, async () => {
      const { plans, result } = await run(example);
      expect(
        plans.map((plan) => planned(plan)),
        "The tool sends something else than `sends` of its example says: mend one of the two.",
      ).toEqual(example.sends.map(written).map(withoutUndefined));
      if (answersAll(example) && !isRefused(example))
        expect(result.isError, result.content[0]?.text).toBeUndefined();
      for (const plan of plans) requireHonest(example, plan);
    });
  }
});

describe("examples", () => {
  it("give an answer for every request of steps", () => {
    const silent = examples.filter((it) => isComposite(it.behaviour) && !answersAll(it));
    expect(
      silent.map(({ tool, ask, line }) => `${tool.name} on ${line}: ${ask}`),
      "Say in `sends` what the example sends on this release.",
    ).toEqual([]);
  });

  it("show every operation at least once", () => {
    const missing = catalog.flatMap((tool) => operationsOf(tool).filter((name) => !used.has(name)));
    expect(missing, "Add an example that sends it to the tool's spec.").toEqual([]);
  });
});

/** Calls the compiled tool; what it sends is noted, and answered as the example says. */
async function run({
  tool,
  call,
  line,
  sends,
}: Example): Promise<{ plans: RequestPlan[]; result: CallResult }> {
  const plans: RequestPlan[] = [];
  const caller = callerOn(line, (plan) => {
    const answer = sends[plans.push(plan) - 1]?.answer;
    return Promise.resolve(answerOf(answer ?? {}));
  });
  return { plans, result: await callTool(traced(tool), call, caller) };
}

function answersAll({ sends }: Example): boolean {
  return sends.every(({ answer }) => answer !== undefined);
}

/** It shows what becomes of a refusal. */
function isRefused({ sends }: Example): boolean {
  return sends.some(({ answer }) => answer !== undefined && answerOf(answer).status >= 400);
}

/** What a behaviour says of itself agrees with what it sends: a read only gets, and a DELETE is destructive. */
function requireHonest({ tool, behaviour }: Example, { method }: RequestPlan): void {
  const spec = specs.find(({ name }) => name === tool.name);
  if (behaviour.effect === "read" && method !== "GET")
    expect(spec && hasReason(spec.tool), tool.name).toBe(true);
  if (method === "DELETE") expect(behaviour.effect).toBe("destructive");
}

/** Names of the operations of a tool: `tool`, `tool.action`, `tool.action.call`. */
function operationsOf({ name, behaviour }: ToolDefinition): readonly string[] {
  const parts: readonly (readonly [string, Behaviour])[] = isChoice(behaviour)
    ? Object.entries(behaviour.actions).map(([action, it]) => [`${name}.${action}`, it])
    : [[name, behaviour]];
  return parts.flatMap(([path, it]) =>
    isComposite(it) ? Object.keys(it.calls).map((call) => `${path}.${call}`) : [path],
  );
}

/** The same tool; each of its operations notes that it was used. */
function traced(tool: ToolDefinition): ToolDefinition {
  const { behaviour, name } = tool;
  if (!isChoice(behaviour)) return { ...tool, behaviour: tracedBehaviour(behaviour, name) };
  const actions = Object.entries(behaviour.actions).map(([action, it]) => [
    action,
    tracedBehaviour(it, `${name}.${action}`),
  ]);
  return {
    ...tool,
    behaviour: { ...behaviour, actions: Object.fromEntries(actions) as typeof behaviour.actions },
  };
}

function tracedBehaviour(behaviour: Behaviour, path: string): Behaviour {
  if (isComposite(behaviour)) {
    const calls = Object.entries(behaviour.calls).map(([call, it]) => [
      call,
      tracedBehaviour(it, `${path}.${call}`),
    ]);
    return { ...behaviour, calls: Object.fromEntries(calls) as typeof behaviour.calls };
  }
  return {
    ...behaviour,
    request: (input, at) => {
      used.add(path);
      return behaviour.request(input, at);
    },
  };
}

function withoutUndefined(sent: Sent): Sent {
  return JSON.parse(JSON.stringify(sent)) as Sent;
}

it("covers every tool and every action", () => {
  const shown = new Set(examples.map(({ behaviour }) => behaviour));
  const bare = catalog.filter((tool) => behavioursOf(tool).some((it) => !shown.has(it)));
  expect(
    bare.map(({ name }) => name),
    "Add an example of each action to the tool's spec.",
  ).toEqual([]);
});

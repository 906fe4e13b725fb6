import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { callTool } from "../../runtime/call/call.ts";
import {
  asksFor,
  confirmArgument,
  confirmPolicies,
  withConfirm,
  type ConfirmPolicy,
} from "../../runtime/confirm/policy.ts";
import { confirm, type Confirming } from "../../runtime/confirm/confirm.ts";
import { createConfirmTokens } from "../../runtime/confirm/tokens.ts";
import { listed } from "../../runtime/catalog/listing.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import type { RequestPlan } from "../../runtime/http-client/request-plan.ts";
import { pathOf } from "../../runtime/http-client/wire.ts";
import { answerOf } from "./support/answers.ts";
import { callerOn } from "./support/caller.ts";
import { readExamples, type Example } from "./support/examples.ts";
import type { InputRequired } from "../../runtime/confirm/input-required.ts";

const examples = readExamples();
const changing = examples.filter(({ behaviour }) => behaviour.effect !== "read");

/** Calls the compiled tool under a policy; what it sends is noted, and answered as the example says. */
async function run({ tool, call, line, sends }: Example, given: Partial<Confirming> = {}) {
  const plans: RequestPlan[] = [];
  const changes: RequestPlan[] = [];
  const confirming: Confirming = {
    policy: "write",
    tokens: createConfirmTokens(),
    connection: { baseUrl: "http://kestra", tenant: "main" },
    mask: (text) => text,
    token: undefined,
    request: {},
    ...given,
  };
  const caller = callerOn(line, (plan, { retry }) => {
    // What only reads is sent again.
    if (!retry) changes.push(plan);
    const answer = sends[plans.push(plan) - 1]?.answer;
    return Promise.resolve(answerOf(answer ?? {}));
  });
  const result = await callTool<InputRequired>(tool, call, {
    ...caller,
    confirm: (asked) => confirm(asked, confirming),
  });
  if (!("content" in result)) throw new Error("No form was expected.");
  return { plans, changes, text: result.content.map(({ text }) => text).join("\n"), isError: result.isError };
}

/** What is told by the name of its call alone. A backfill's start is a date that other arguments may give. */
const byName: Readonly<Record<string, RegExp>> = { backfill_executions: /^ {2}create \(write\)$/m };

/** Whether a line of the text is this request; what only an answer will give stands there in braces. */
function foretells(text: string, plan: RequestPlan): boolean {
  const parts = (request: string) => request.trim().split(/[ ?]/).slice(0, 2).join("/").split("/");
  const request = parts(`${plan.method} ${pathOf(plan, "main")}`);
  return text
    .split("\n")
    .map(parts)
    .some(
      (line) =>
        line.length === request.length &&
        line.every((part, i) => part === request[i] || /^\{\w+\}$/.test(part)),
    );
}

describe("what is confirmed", () => {
  it.each(changing.map((it) => [`${it.tool.name} on ${it.line}: ${it.ask}`, it] as const))(
    "%s sends nothing before, and all of it after",
    async (_, example) => {
      const tokens = createConfirmTokens();
      const first = await run(example, { tokens });
      expect(first.plans, "It must ask before it sends anything: look at effect in the spec.").toEqual([]);
      expect(first.isError).toBe(true);
      expect(first.text).toContain(example.tool.title);
      expect(first.text).toContain("Kestra: http://kestra, tenant main");
      const [, token] = /confirm: "([\w-]+)"/.exec(first.text) ?? [];
      const second = await run(example, { tokens, token });
      const plain = await run(example, { policy: "never" });
      expect(second).toEqual(plain);
      const [begins] = plain.plans;
      // What steps do besides asking Kestra would be done, not shown.
      const isShown = begins !== undefined && example.behaviour.uses === undefined;
      if (isShown) expect(first.text).toContain(`${begins.method} ${pathOf(begins, "main")}`);
      for (const plan of plain.changes) {
        const isTold = foretells(first.text, plan) || byName[example.tool.name]?.test(first.text);
        expect(isTold, `${plan.method} ${String(plan.path)}`).toBe(true);
      }
    },
  );

  it("is, under destructive, what destroys, and nothing else", async () => {
    for (const example of examples) {
      const { text, plans } = await run(example, { policy: "destructive" });
      const asked = text.includes("Nothing was done yet");
      if (asked) expect(plans, "It must send nothing once it is declined.").toEqual([]);
      expect(asked, `${example.tool.name}: ${example.ask}`).toBe(example.behaviour.effect === "destructive");
    }
  });

  it("are calls of several tools", () => {
    const tools = (effect: string) =>
      new Set(changing.filter(({ behaviour }) => behaviour.effect === effect).map(({ tool }) => tool.name));
    expect(tools("destructive").size).toBeGreaterThan(5);
    expect(tools("write").size).toBeGreaterThan(5);
  });
});

describe("the argument that carries a token", () => {
  it("is no tool's own", () => {
    const own = catalog.filter(({ inputSchema }) => confirmArgument in inputSchema.properties);
    expect(
      own.map(({ name }) => name),
      "Rename the argument: the server adds one of that name where calls are confirmed.",
    ).toEqual([]);
  });

  it.each(confirmPolicies)("is shown by tools that ask under %s, and changes nothing else", (policy) => {
    for (const tool of catalog) {
      const shown = withConfirm(policy, tool);
      const asks = behavioursOf(tool).some(({ effect }) => effects[policy].includes(effect));
      expect(asksFor(policy, tool), tool.name).toBe(asks);
      if (!asks) {
        expect(shown).toBe(tool);
        continue;
      }
      const { [confirmArgument]: added, ...properties } = shown.inputSchema.properties;
      expect(added).toMatchObject({ type: "string" });
      expect(JSON.stringify(listed({ ...shown, inputSchema: { ...shown.inputSchema, properties } }))).toBe(
        JSON.stringify(listed(tool)),
      );
    }
  });

  const effects: Readonly<Record<ConfirmPolicy, readonly string[]>> = {
    never: [],
    destructive: ["destructive"],
    write: ["write", "destructive"],
  };
});

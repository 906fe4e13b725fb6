import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import type { Bound } from "../../runtime/auth/bound.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { select, shownOf } from "../../runtime/catalog/select.ts";
import { withPin } from "../../runtime/catalog/with-pin.ts";
import type { RequestPlan } from "../../runtime/http-client/request-plan.ts";
import { isComposite, type Behaviour } from "../../runtime/tool/definition.ts";
import { readExamples, type Example } from "./support/examples.ts";
import { runAllowed, type Ran } from "./support/permitted.ts";

const examples = readExamples();
const home = "company.team";
const there: Bound = [{ namespace: "else.where", below: true }];
const all: Bound = ["company", "prod", "dev", "my", "nope"].map((namespace) => ({ namespace, below: true }));

const run = (example: Example, bound: Bound | undefined, namespace = home): Promise<Ran> =>
  runAllowed(example, { permission: "all", bound }, namespace);

/** Whether a behaviour is about more than some namespaces. */
const isWide = ({ where = "tenant" }: Pick<Behaviour, "where">) => where === "tenant" || where === "instance";

/** All that a request says of where it goes; a text that a model is asked about says nothing of that. */
const placesOf = ({ path, query = {}, body }: RequestPlan): string =>
  JSON.stringify([
    String(path),
    Object.entries(query),
    body?.kind === "text" ? body : JSON.stringify(body ?? {}).match(/"namespace":"[^"]*"/g),
  ]);

describe("a server that is bound to some namespaces", () => {
  it("sends nothing that is about others, or about the whole tenant, whichever tool is called", async () => {
    for (const example of examples) {
      const { behaviour } = example;
      const about = `${example.tool.name}: ${example.ask}`;
      const { plans, text } = await run(example, there);
      const asked = plans.filter(({ service }) => service === undefined);
      for (const plan of asked) {
        expect(placesOf(plan), about).not.toMatch(/company|prod|\bdev\b/);
        if (isWide(behaviour)) expect(String(plan.path), about).not.toContain("{tenant}");
      }
      if (behaviour.where === "nowhere") expect(text, about).not.toContain("KESTRA_MCP_NAMESPACES");
      else if (plans.length === 0)
        expect(text, about).toContain("KESTRA_MCP_NAMESPACES, which is else.where.*");
    }
  });

  it("does all there that one does that is not", async () => {
    let same = 0;
    for (const example of examples) {
      if (isWide(example.behaviour)) continue;
      const limited = await run(example, all);
      if (limited.text.includes("Give ")) continue;
      const whole = await run(example, undefined);
      const isLess = /"unknown":\[.*(Kestra did not tell|only some namespaces may be looked at here)/.test(
        limited.text,
      );
      if (!isLess) expect(limited.text, example.ask).toBe(whole.text);
      same += isLess ? 0 : 1;
    }
    expect(same).toBeGreaterThan(examples.length / 2);
  });

  it("hides what is about the whole tenant, and says where it is", () => {
    const wish = { disabled: [], readOnly: false, enabled: ["*"], namespaces: there };
    const { selected, hidden } = select({ version: "1", ...compiled }, wish);
    for (const { tool } of selected)
      for (const behaviour of behavioursOf(tool)) {
        const isOffline = isComposite(behaviour) && behaviour.offline === true;
        expect(isOffline || !isWide(behaviour), tool.name).toBe(true);
      }
    const names = selected.map(({ tool }) => tool.name);
    expect(names).toContain("get_status");
    expect(names).not.toContain("list_namespaces");
    expect(hidden).toContainEqual({
      name: "list_namespaces",
      reason: "KESTRA_MCP_NAMESPACES: it is about the whole tenant",
    });
  });
});

describe("a server that is bound to one namespace alone", () => {
  const pin: Bound = [{ namespace: home, below: false }];

  it("searches in it alone, never below it, and in none but it where a call names none", async () => {
    let searches = 0;
    for (const example of examples) {
      const { where } = example.behaviour;
      if (typeof where !== "object") continue;
      const call = Object.fromEntries(
        Object.entries(example.call).filter(([name]) => where.namespaces?.includes(name) !== true),
      );
      const { plans, text } = await run({ ...example, call }, pin);
      const about = `${example.tool.name}: ${example.ask}`;
      expect(text, about).not.toContain("namespace is required");
      for (const { query = {}, body } of plans) {
        expect(JSON.stringify(body ?? {}), about).not.toContain('"field":"namespace","operation":"PREFIX"');
        const named = Object.entries(query).filter(
          ([name, value]) => name.includes("namespace") && value !== undefined && !name.includes("NOT_"),
        );
        expect(named.map(([name]) => name).join(), about).not.toContain("PREFIX");
        for (const [, value] of named) expect(value, about).toBe(home);
        searches += named.length;
      }
    }
    expect(searches).toBeGreaterThan(20);
  });

  it("shows no tool that wants it named, and the same of all else", () => {
    const wish = { disabled: [], readOnly: false, enabled: ["*"], namespaces: pin };
    const { selected } = select({ version: "1", ...compiled }, wish);
    for (const one of selected) {
      const tool = shownOf(one, {}) ?? one.tool;
      const { inputSchema } = withPin({ namespace: home, below: false }, tool);
      const named = behavioursOf(tool).flatMap(({ where }) =>
        typeof where === "object" ? (where.namespaces ?? []) : [],
      );
      for (const name of named) {
        expect(inputSchema.required ?? [], tool.name).not.toContain(name);
        expect(inputSchema.properties[name], tool.name).toMatchObject({ default: home });
      }
      const rest = (names: readonly string[] = []) => names.filter((name) => !named.includes(name));
      expect(rest(inputSchema.required), tool.name).toEqual(rest(tool.inputSchema.required));
    }
  });

  it("with what is below it, tells so of each argument that names one, and what is searched where nobody does", () => {
    const usual = { namespace: home, below: true };
    const tool = (name: string) => {
      const found = compiled.tools.find((one) => one.name === name);
      if (found === undefined) throw new Error(`Where is ${name} now?`);
      return withPin(usual, found).inputSchema;
    };
    const told = `Only ${home} and what is below it.`;
    const { properties, required = [] } = tool("search_logs");
    expect(required).not.toContain("namespace");
    expect(properties.namespace).toMatchObject({ default: home });
    expect(properties.namespace?.description).toMatch(new RegExp(`${told}$`));
    for (const name of ["get_flow", "manage_kv_store", "execute_flow"]) {
      const { namespace } = tool(name).properties;
      expect(namespace?.description).toContain(told);
      expect(namespace?.default).toBeUndefined();
    }
    expect(tool("manage_kv_store").required).toContain("namespace");
  });
});

it("no namespace that a call names is reached that lies outside of any bound", async () => {
  const names = ["company", "company.team", "company.tea", "company.team.etl", "other"];
  const bounds = fc.array(fc.record({ namespace: fc.constantFrom(...names), below: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(
      bounds,
      fc.constantFrom(...examples),
      fc.constantFrom(...names),
      async (bound, example, at) => {
        const { where } = example.behaviour;
        if (typeof where !== "object" || where.namespaces === undefined) return;
        const [name = ""] = where.namespaces;
        const within = Object.keys(example.tool.within ?? {});
        const given = Object.entries(example.call).map(([key, value]) =>
          within.includes(key) && typeof value === "string" ? [key, value.split("/").at(-1)] : [key, value],
        );
        const call: Example["call"] = { ...(Object.fromEntries(given) as Example["call"]), [name]: at };
        const { plans, text } = await run({ ...example, call }, bound, at);
        const isInside = bound.some(
          (one) => one.namespace === at || (one.below && at.startsWith(`${one.namespace}.`)),
        );
        if (isInside) return;
        expect(
          plans.filter((plan) => plan.service === undefined),
          example.ask,
        ).toEqual([]);
        expect(text).toMatch(/KESTRA_MCP_NAMESPACES|must|is required|no argument|not both/);
      },
    ),
    { numRuns: 300 },
  );
});

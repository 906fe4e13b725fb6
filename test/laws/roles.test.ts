import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { permissionOf, permittedEffects, type Grant } from "../../runtime/auth/permission.ts";
import { viewFor } from "../../runtime/access/view.ts";
import { select } from "../../runtime/catalog/select.ts";
import { choose } from "../../runtime/tool/choose.ts";
import { isChoice } from "../../runtime/tool/definition.ts";
import { readExamples, type Example } from "./support/examples.ts";
import { runAllowed, type Ran } from "./support/permitted.ts";

const examples = readExamples();
const everything: Grant = { role: "all", effects: permittedEffects };
const selection = select(
  { version: "1", ...compiled },
  { disabled: [], readOnly: false, enabled: Object.keys(compiled.toolsets) },
);

/** The namespaces that executions of examples are in, and all others in them. */
const home = "company.team";

/** Calls as somebody with these grants would. */
function run(example: Example, grants: readonly Grant[], namespace = home): Promise<Ran> {
  const roles = grants.map(({ role }) => role);
  return runAllowed(example, { permission: permissionOf(roles, [...grants, everything]) }, namespace);
}

const pathsOf = ({ plans }: Ran): string =>
  plans
    .map(({ path }) => String(path))
    .sort()
    .join();

const refused = /may not do this|may do this in|may be done in/;

describe("a role without what a call does", () => {
  it("sends nothing, and is told which role may", async () => {
    for (const example of examples) {
      const { behaviour, tool } = example;
      const others = permittedEffects.filter((effect) => effect !== behaviour.effect);
      const without: readonly Grant[] = [
        { role: "others", effects: others },
        { role: "others", effects: permittedEffects, tools: ["another_tool", `${tool.name}.another_action`] },
      ];
      const { plans, text } = await run(example, without);
      expect(plans, example.ask).toEqual([]);
      expect(text, example.ask).toContain("role others may not do this; role all may.");
    }
  });
});

describe("a role for another namespace", () => {
  it("sends nothing that is about this one, or about the whole tenant", async () => {
    const elsewhere: readonly Grant[] = [{ ...everything, role: "there", namespaces: ["else.where"] }];
    for (const example of examples) {
      const { where } = example.behaviour;
      const { plans, text } = await run(example, elsewhere);
      const about = `${example.tool.name}: ${example.ask}`;
      if (where === "nowhere") {
        expect(text, about).not.toMatch(refused);
        continue;
      }
      const made = typeof where === "object" && where.made === true;
      if (!made) {
        expect(text, about).toMatch(refused);
        expect(plans, about).toEqual([]);
      }
      for (const { path, query = {}, service } of plans) {
        if (service !== undefined) continue;
        expect(String(path), about).not.toMatch(/company|prod|dev/);
        expect(
          Object.keys(query).filter((name) => name.includes("namespace")),
          about,
        ).toEqual([]);
      }
      expect(
        plans.filter(({ method, body }) => method !== "GET" && body?.kind === "text"),
        about,
      ).toEqual([]);
    }
  });
});

describe("a role for this namespace", () => {
  it("does all that one for all of them does, where the call says where it is", async () => {
    const namespaces = ["company", "prod", "dev", "my", "nope"];
    const here: readonly Grant[] = [{ ...everything, role: "here", namespaces }];
    const partly = new Set<string>();
    let same = 0;
    for (const example of examples) {
      const { where = "tenant" } = example.behaviour;
      if (where === "tenant" || where === "instance") continue;
      const limited = await run(example, here);
      if (/: give /.test(limited.text)) continue;
      const whole = await run(example, [everything]);
      if (limited.text === whole.text && pathsOf(limited) === pathsOf(whole)) same++;
      else {
        // What it asks of other namespaces, such as what an execution started there, or of the instance, it does without,
        // and says so.
        expect(limited.text, example.ask).toMatch(
          /"unknown":\[.*(Kestra did not tell|only some namespaces may be looked at here)/,
        );
        expect(limited.result.isError, example.ask).toBeUndefined();
        partly.add(example.tool.name);
      }
    }
    expect([...partly]).toEqual(["diagnose", "show_execution"]);
    expect(same).toBeGreaterThan(examples.length / 2);
  });
});

const names = selection.selected.flatMap(({ tool }) => [
  tool.name,
  ...(isChoice(tool.behaviour) ? Object.keys(tool.behaviour.actions).map((it) => `${tool.name}.${it}`) : []),
]);

const grants = fc.array(
  fc.record(
    {
      role: fc.constantFrom("a", "b"),
      effects: fc.subarray([...permittedEffects]),
      tools: fc.subarray(names),
      namespaces: fc.subarray(["company", "company.team", "company.tea", "other"]),
    },
    { requiredKeys: ["role", "effects"] },
  ),
  { maxLength: 4 },
);

/** The same in other words: what one grant says of one behaviour. */
function allows(
  grant: Grant,
  name: string,
  action: string | undefined,
  effect: Grant["effects"][number],
): boolean {
  const isMeant =
    grant.tools === undefined || grant.tools.some((it) => it === name || it === `${name}.${action ?? ""}`);
  return isMeant && grant.effects.some((it) => it === effect);
}

describe("roles of any kind", () => {
  it("list what they allow, and nothing else", () => {
    fc.assert(
      fc.property(grants, (given) => {
        const permission = permissionOf(["a", "b"], given);
        const view = viewFor(selection, permission);
        const shown = view.selection.selected.flatMap(({ tool: { name, behaviour } }) =>
          isChoice(behaviour) ? Object.keys(behaviour.actions).map((it) => `${name}.${it}`) : [name],
        );
        const expected = selection.selected.flatMap(({ tool: { name, behaviour } }) => {
          const all = isChoice(behaviour)
            ? Object.entries(behaviour.actions)
            : [[undefined, behaviour] as const];
          return all.flatMap(([action, { effect, where }]) => {
            const granting = given.filter((grant) => allows(grant, name, action, effect));
            const isAllowed = granting.some(
              ({ namespaces }) =>
                namespaces === undefined ||
                (namespaces.length > 0 && where !== "tenant" && where !== "instance"),
            );
            return isAllowed ? [action === undefined ? name : `${name}.${action}`] : [];
          });
        });
        expect(shown).toEqual(expected);
        expect(viewFor(selection, permissionOf(["b", "a", "b"], given))).toBe(view);
      }),
      { numRuns: 60 },
    );
  });

  it("send only what is about namespaces that they are for", async () => {
    await fc.assert(
      fc.asyncProperty(grants, fc.constantFrom(...examples), async (given, example) => {
        const { tool, behaviour, call } = example;
        const action = choose(tool, call).action?.name;
        const granting = given.filter((grant) => allows(grant, tool.name, action, behaviour.effect));
        const isEverywhere = granting.some(({ namespaces }) => namespaces === undefined);
        const spaces = granting.flatMap(({ namespaces = [] }) => namespaces);
        const { plans, text } = await run(example, given);
        if (granting.length === 0 || (!isEverywhere && spaces.length === 0)) {
          expect(plans, "A call that no role allows must send nothing: look at `where` in the spec.").toEqual(
            [],
          );
          expect(text).toMatch(refused);
        }
        if (isEverywhere) expect(text).not.toMatch(refused);
        if (!isEverywhere && !spaces.includes("company") && !spaces.includes(home)) {
          const told = plans.filter(({ service }) => service === undefined);
          expect(
            told.filter(({ path }) => /company|prod|dev/.test(String(path))),
            "What its caller may not see is told: bound the request by its namespaces.",
          ).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

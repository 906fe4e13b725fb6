import { describe, expect, it } from "vitest";
import { catalog } from "../../generated/catalog.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { argumentsOf } from "../../runtime/tool/choose.ts";
import { isComposite, type AnyOperation } from "../../runtime/tool/definition.ts";
import { asksKestra } from "../../runtime/tool/instance-need.ts";

const behaviours = catalog.flatMap((tool) =>
  behavioursOf(tool).map((behaviour) => ({ name: tool.name, behaviour, taken: argumentsOf(behaviour) })),
);

const operations = behaviours.flatMap(({ name, behaviour }): { name: string; operation: AnyOperation }[] =>
  isComposite(behaviour)
    ? Object.values(behaviour.calls).map((operation) => ({ name, operation: operation as AnyOperation }))
    : [{ name, operation: behaviour }],
);

/** Arguments that name something else than a namespace or an execution, which lies in the namespace that is told. */
const others = [
  "flow_id",
  "flowId",
  "trigger_id",
  "task_id",
  "task_run_id",
  "provider_id",
  "id",
  "id_",
  "uid",
  "tenantId",
];

describe("where a behaviour works", () => {
  it("is said of each, and of each request that it makes", () => {
    for (const { name, behaviour } of behaviours) expect(behaviour.where, name).toBeDefined();
    for (const { name, operation } of operations) expect(operation.where, name).toBeDefined();
  });

  it("is told by arguments that it takes", () => {
    for (const { name, behaviour, taken } of behaviours) {
      const { where } = behaviour;
      if (typeof where !== "object") continue;
      const { namespaces = [], executions = [], yaml } = where;
      expect(taken, name).toEqual(
        expect.arrayContaining([...namespaces, ...executions, ...(yaml === undefined ? [] : [yaml])]),
      );
    }
  });

  it("counts each argument that names a namespace, or what may lie in another one", () => {
    for (const { name, behaviour, taken } of behaviours) {
      if (!asksKestra(behaviour)) continue;
      const { namespaces = [], executions = [] } = typeof behaviour.where === "object" ? behaviour.where : {};
      if (taken.includes("namespace")) expect(namespaces, name).toContain("namespace");
      const ids = taken.filter((it) => /(^|_)ids?_?$|Id$/.test(it) && !others.includes(it));
      expect([...executions].sort(), name).toEqual(ids.sort());
    }
  });

  it("is nowhere only where nothing of Kestra's is changed, and no YAML is sent to it", () => {
    for (const { name, behaviour } of behaviours) {
      if (behaviour.where !== "nowhere" || !asksKestra(behaviour)) continue;
      expect(behaviour.effect, name).toBe("read");
      expect(behaviour.services, name).toBeDefined();
    }
  });

  it("is known of all requests whose path has a namespace or an execution in it", () => {
    const texts = operations.filter(({ operation: { services } }) => services === undefined);
    for (const { name, operation } of texts) {
      const path = operation.request.toString().match(/path`[^`]*`/g) ?? [];
      const { namespaces = [], executions = [] } = typeof operation.where === "object" ? operation.where : {};
      for (const text of path) {
        const [, execution] = /executions\/(?:\w+\/)?\$\{input\.(\w*execution\w*)\}/.exec(text) ?? [];
        const [, namespace] = /\$\{input\.(\w*namespace\w*)\}/.exec(text) ?? [];
        if (execution !== undefined) expect(executions, `${name}: ${text}`).toContain(execution);
        if (namespace !== undefined) expect(namespaces, `${name}: ${text}`).toContain(namespace);
      }
    }
  });
});

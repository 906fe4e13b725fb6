import { describe, expect, it } from "vitest";
import { createExecutionNamespaces } from "../../../runtime/access/execution-namespaces.ts";
import { covers, mayUse, reachOf } from "../../../runtime/access/reach.ts";
import { permissionOf, type Grant } from "../../../runtime/auth/permission.ts";
import { limits } from "../../../runtime/limits.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";

const reads = { effect: "read", where: { namespaces: ["namespace"] } } as const;

describe("namespaces of a role", () => {
  it("hold for what lies below them, at dots", () => {
    const covered = ["company.data", "company.data.etl", "company.data.etl.x"];
    for (const namespace of covered) expect(covers(["company.data"], namespace), namespace).toBe(true);
    const others = [
      "company",
      "company.database",
      "company.dat",
      "Company.data",
      "",
      ".",
      "*",
      "company.data,other",
      " company.data",
      "company.data/x",
      "company.data\n",
    ];
    for (const namespace of others) expect(covers(["company.data"], namespace), namespace).toBe(false);
    expect(covers([], "company.data")).toBe(false);
  });

  it("are those of all grants together, and everywhere where one has none", () => {
    const one: Grant = { role: "a", effects: ["read"], namespaces: ["b", "a"] };
    const asked = { tool: "t", behaviour: reads };
    expect(reachOf([one, { ...one, namespaces: ["c", "a"] }], asked)).toEqual(["a", "b", "c"]);
    expect(reachOf([one, { role: "b", effects: ["read"] }], asked)).toBe("everywhere");
    expect(reachOf([{ ...one, effects: ["write"] }], asked)).toEqual([]);
    expect(mayUse([one], { tool: "t", behaviour: { effect: "read" } })).toBe(false);
    expect(mayUse([{ ...one, namespaces: [] }], asked)).toBe(false);
  });
});

describe("a permission", () => {
  it("is the same text for the same roles, in any order, and another for others", () => {
    const known: readonly Grant[] = [
      { role: "a", effects: ["read"] },
      { role: "b", effects: ["write"] },
    ];
    expect(permissionOf(["b", "a", "a", "ghost"], known).text).toBe(permissionOf(["a", "b"], known).text);
    expect(permissionOf(["a"], known).text).not.toBe(permissionOf(["a", "b"], known).text);
    expect(permissionOf(["ghost"], known)).toMatchObject({ roles: [], grants: [] });
  });
});

describe("the namespace of an execution", () => {
  const kestra = () => {
    const asked: RequestPlan[] = [];
    const clock = { now: 0 };
    const asking = (user: string) => ({
      user,
      tenant: "main",
      credentials: { kind: "none" } as const,
      instance: { line: "2.0", edition: "oss" } as never,
      now: () => new Date(clock.now),
      send: (plan: RequestPlan) => {
        asked.push(plan);
        const id = String(plan.path).split("/").at(-1);
        const body = id === "gone" ? {} : { id: id === "other" ? "x" : id, namespace: "company" };
        return Promise.resolve({
          status: id === "gone" ? 404 : 200,
          mediaType: "application/json",
          text: JSON.stringify(body),
        });
      },
    });
    return { asked, clock, asking, namespaces: createExecutionNamespaces() };
  };

  it("is asked once in a minute, for each user", async () => {
    const { asked, clock, asking, namespaces } = kestra();
    const told = ["ann", "ann", "bob"].map((user) => namespaces.of("5xYz", asking(user)));
    expect(await Promise.all(told)).toEqual(["company", "company", "company"]);
    await namespaces.of("5xYz", asking("bob"));
    expect(asked).toHaveLength(2);
    clock.now = limits.executionNamespaceTime;
    await namespaces.of("5xYz", asking("ann"));
    expect(asked).toHaveLength(3);
  });

  it("is not known of one that is not there, nor of an answer about something else", async () => {
    const { asked, asking, namespaces } = kestra();
    await expect(namespaces.of("gone", asking("ann"))).rejects.toThrow("There is no execution gone.");
    await expect(namespaces.of("other", asking("ann"))).rejects.toThrow();
    expect(asked).toHaveLength(2);
    await expect(namespaces.of("gone", asking("ann"))).rejects.toThrow();
    expect(asked).toHaveLength(3);
  });

  it("is known of so many executions, the newest", async () => {
    const { asked, asking, namespaces } = kestra();
    for (let i = 0; i <= limits.executionNamespaces; i++) await namespaces.of(`e${i}`, asking("ann"));
    await namespaces.of(`e${limits.executionNamespaces}`, asking("ann"));
    expect(asked).toHaveLength(limits.executionNamespaces + 1);
    await namespaces.of("e0", asking("ann"));
    expect(asked).toHaveLength(limits.executionNamespaces + 2);
  });
});

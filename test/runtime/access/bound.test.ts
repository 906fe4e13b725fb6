import { describe, expect, it } from "vitest";
import { extentOfBound } from "../../../runtime/access/extent.ts";
import { narrowedBy } from "../../../runtime/access/narrowed-plan.ts";
import { permitOf } from "../../../runtime/access/permit.ts";
import { pinOf, type Bound } from "../../../runtime/auth/bound.ts";
import { permissionOf } from "../../../runtime/auth/permission.ts";
import { pinned } from "../../../runtime/call/arguments/pinned.ts";
import { path } from "../../../runtime/compiled/request.ts";
import { namespaces } from "../../../runtime/config/readers/namespaces.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import type { Asked } from "../../../runtime/tool/permit.ts";
import type { Whereabouts } from "../../../runtime/tool/whereabouts.ts";

const read = (text: string): Bound => namespaces(text, "KESTRA_MCP_NAMESPACES");

const asked = (where?: Whereabouts): Asked => ({
  tool: "t",
  behaviour: where === undefined ? { effect: "read" } : { effect: "read", where },
});

const inNamespace: Whereabouts = { namespaces: ["namespace"], executions: ["execution_id"] };

const search = (
  query: RequestPlan["query"],
  at: RequestPlan["path"] = path`/api/v1/{tenant}/flows/search`,
): RequestPlan => ({
  method: "GET",
  path: at,
  query: query ?? {},
});

describe("KESTRA_MCP_NAMESPACES", () => {
  it("names namespaces, each alone or with all below it", () => {
    expect(read("company.team")).toEqual([{ namespace: "company.team", below: false }]);
    expect(read(" a.b.* , c")).toEqual([
      { namespace: "a.b", below: true },
      { namespace: "c", below: false },
    ]);
  });

  it.each([",", "a,", "*", "a.**", "a*", "a..b", ".a", "a.", "A", "a b", "a/b", "a.*.b"])(
    "is no bound that is not meant: %s stops the start",
    (text) => {
      expect(() => read(text)).toThrow("KESTRA_MCP_NAMESPACES must be namespaces with commas between");
    },
  );

  it("pins one that stands alone", () => {
    expect(pinOf(read("a.b"))).toBe("a.b");
    for (const text of ["a.b.*", "a.b, c"]) expect(pinOf(read(text)), text).toBeUndefined();
    expect(pinOf(undefined)).toBeUndefined();
  });
});

describe("a bound", () => {
  const covered = (text: string, namespace: string) => extentOfBound(read(text)).covers(namespace);

  it("covers one alone, or with what lies below it, at dots", () => {
    expect(covered("company.team", "company.team")).toBe(true);
    expect(covered("company.team.*", "company.team.etl")).toBe(true);
    expect(covered("company.team.*", "company.team")).toBe(true);
    for (const other of [
      "company.team.etl",
      "company",
      "company.teams",
      "Company.team",
      "company.team,x",
      "",
    ])
      expect(covered("company.team", other), other).toBe(false);
    expect(covered("company.team.*", "company.teams")).toBe(false);
  });

  it("has a search below it stay in it", () => {
    const narrow = narrowedBy(read("company.team, other.*"));
    expect(narrow(search({ "filters[namespace][PREFIX]": "company.team", size: 5 })).query).toEqual({
      "filters[namespace][EQUALS]": "company.team",
      size: 5,
    });
    for (const namespace of ["other", "other.x", "company", "company.team.etl"]) {
      const plan = search({ "filters[namespace][PREFIX]": namespace });
      expect(narrow(plan), namespace).toBe(plan);
    }
  });

  it("has a chart of it count it alone, whose filters stand in its body", async () => {
    const chart = (operation: string, value = "company.team"): RequestPlan => ({
      method: "POST",
      path: path`/api/v1/{tenant}/dashboards/charts/preview`,
      body: {
        kind: "json",
        value: {
          chart: "{}",
          globalFilter: {
            filters: [
              { field: "flowId", operation: "PREFIX", value: "company.team" },
              { field: "namespace", operation, value },
            ],
            pageSize: 5,
          },
        },
      },
    });
    const narrow = narrowedBy(read("company.team, other.*"));
    expect(narrow(chart("PREFIX"))).toEqual(chart("EQUALS"));
    const wide = chart("PREFIX", "other");
    expect(narrow(wide)).toBe(wide);
    const bound = read("company.team");
    const permit = permitOf({ permission: "all", bound }, () => Promise.resolve(""));
    const guard = await permit(asked(inNamespace), { namespace: "company.team" });
    await guard?.(undefined, {}, chart("EQUALS"));
    await expect(guard?.(undefined, {}, chart("PREFIX"))).rejects.toThrow(
      "what lies below namespace company.team is outside",
    );
    await expect(guard?.(undefined, {}, chart("EQUALS", "other"))).rejects.toThrow(
      "namespace other is outside",
    );
  });

  it("refuses a request that would search below it, whatever its arguments said", async () => {
    const permit = permitOf({ permission: "all", bound: read("a.b") }, () => Promise.resolve("a.b"));
    const guard = await permit(asked(inNamespace), { namespace: "a.b" });
    const look = (query: RequestPlan["query"], at?: RequestPlan["path"]) =>
      guard?.(undefined, {}, search(query, at));
    await expect(look({ "filters[namespace][PREFIX]": "a.b" })).rejects.toThrow(
      "what lies below namespace a.b is outside KESTRA_MCP_NAMESPACES, which is a.b. Nothing was sent.",
    );
    await expect(look({ namespace: "a.b" })).rejects.toThrow("what lies below namespace a.b");
    await expect(look({ "filters[namespace][IN]": "a.b,c" })).rejects.toThrow("namespace c is outside");
    await look({ "filters[namespace][EQUALS]": "a.b" });
    await look({ namespace: "a.b" }, path`/api/v1/{tenant}/triggers`);
  });

  it("looks at each execution that is named, and at what names nothing", async () => {
    const of: Readonly<Record<string, string>> = { mine: "a.b", theirs: "c" };
    const permit = permitOf({ permission: "all", bound: read("a.b") }, (id) => Promise.resolve(of[id] ?? ""));
    await permit(asked(inNamespace), { execution_id: "mine" });
    await expect(permit(asked(inNamespace), { execution_id: ["mine", "theirs"] })).rejects.toThrow(
      "the namespace of execution theirs is outside KESTRA_MCP_NAMESPACES",
    );
    await expect(permit(asked(inNamespace), { namespace: "a.b", execution_id: "theirs" })).rejects.toThrow(
      "execution theirs is outside",
    );
    await expect(permit(asked(inNamespace), {})).rejects.toThrow(
      "Give namespace or execution_id: one inside KESTRA_MCP_NAMESPACES, which is a.b. Nothing was sent.",
    );
    for (const where of [undefined, "tenant"] as const)
      await expect(permit(asked(where), {})).rejects.toThrow("it is about the whole tenant");
    await permit(asked("nowhere"), {});
  });

  it("and roles hold both", async () => {
    const permission = permissionOf(["r"], [{ role: "r", effects: ["read"], namespaces: ["a", "x"] }]);
    const permit = permitOf({ permission, bound: read("a.b.*, y") }, () => Promise.resolve(""));
    await permit(asked(inNamespace), { namespace: "a.b.c" });
    for (const [namespace, why] of [
      ["a", "outside KESTRA_MCP_NAMESPACES"],
      ["x", "outside KESTRA_MCP_NAMESPACES"],
      ["y", "not among those of role r"],
    ] as const)
      await expect(permit(asked(inNamespace), { namespace }), namespace).rejects.toThrow(why);
  });
});

describe("the one namespace of a server", () => {
  const behaviour = { where: inNamespace, effect: "read" } as never;
  const tool = (required: readonly string[] = []) =>
    ({ within: { flow_id: "namespace" }, inputSchema: { required }, behaviour }) as never;
  const fill = (values: Readonly<Record<string, unknown>>) =>
    pinned(tool(), { behaviour }, values, { namespace: "a.b", below: false });

  it("with what is below it, is taken where a namespace only narrows what is read", () => {
    const searched = (required: readonly string[], namespace?: string) =>
      pinned(tool(required), { behaviour }, { namespace }, { namespace: "a.b", below: true });
    expect(searched([])).toEqual({ namespace: "a.b" });
    expect(searched([], "a.b.c")).toEqual({ namespace: "a.b.c" });
    expect(searched(["namespace"])).toEqual({});
    expect(searched(["flow_id"])).toEqual({});
  });

  it("is taken where a call names none, and nothing that lies in one", () => {
    for (const namespace of [undefined, null, ""])
      expect(fill({ namespace, flow_id: "x" })).toEqual({ namespace: "a.b", flow_id: "x" });
    for (const given of [{ namespace: "c" }, { execution_id: "e" }, { flow_id: "c/x" }])
      expect(fill(given)).toBe(given);
    expect(fill({ execution_id: [] })).toMatchObject({ namespace: "a.b" });
  });
});

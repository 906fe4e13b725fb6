import { describe, expect, it } from "vitest";
import { generateApp } from "../../../generated/ee/generate_app.ts";
import { manageAnnouncements } from "../../../generated/ee/manage_announcements.ts";
import { manageApps } from "../../../generated/ee/manage_apps.ts";
import { manageTests } from "../../../generated/ee/manage_tests.ts";
import { searchApps } from "../../../generated/ee/search_apps.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { ask } from "../fake-kestra.ts";

const yaml_source = "id: form\nnamespace: company.team\n";

describe("manage_apps", () => {
  const create = { action: "create", yaml_source };

  it.each(["1.0", "1.3", "2.0"])("never overwrites the first app that a search finds on %s", async (line) => {
    const strangers = [
      { uid: "a1", id: "anything", namespace: "company.team" },
      { uid: "a2", id: "form", namespace: "company" },
      { uid: "a3", id: "form", namespace: "company.team.form" },
    ];
    const answers = [{ results: strangers, total: 3 }, { uid: "a4" }];
    const { requests } = await ask(manageApps, create, answers, line);
    expect(requests).toEqual(["GET /apps/search", "POST /apps"]);
  });

  it("reads on until it finds the app", async () => {
    const full = Array.from({ length: 100 }, (_, i) => ({
      uid: `u${i}`,
      id: `app${i}`,
      namespace: "company.team",
    }));
    const last = [{ uid: "a9", id: "form", namespace: "company.team" }];
    const answers = [{ results: full, total: 101 }, { results: last, total: 101 }, { uid: "a9" }];
    const { requests } = await ask(manageApps, create, answers);
    expect(requests).toEqual(["GET /apps/search", "GET /apps/search", "PUT /apps/a9"]);
  });

  it("gives Kestra's reason where it refuses an app, and sends nothing else", async () => {
    const refused = { status: 422, body: { message: "Invalid entity: type: must not be null" } };
    const call = ask(manageApps, create, [{ results: [], total: 0 }, refused]);
    await expect(call).rejects.toBeInstanceOf(KestraError);
    await expect(call).rejects.toThrow("type: must not be null");
  });
});

describe("search_apps", () => {
  it.each([
    ["1.0", false],
    ["2.0", true],
  ])("keeps to the one way of asking that %s has", (line, filters) => {
    const { request } = searchApps.behaviour as {
      request: (input: object, at: object) => { query: Readonly<Record<string, unknown>> };
    };
    const given = { q: "a", namespace: "b", flowId: "c", tags: ["d"], page: 1, size: 10 };
    const { query } = request(given, { line, uuid: () => "" });
    const names = Object.keys(query).filter(
      (name) => query[name] !== undefined && !["page", "size"].includes(name),
    );
    expect(names).toHaveLength(4);
    expect(names.every((name) => name.startsWith("filters["))).toBe(filters);
  });
});

describe("manage_tests", () => {
  const result = {
    ...{ id: "t1", testSuiteId: "check", namespace: "company.team", flowId: "hello", state: "SUCCESS" },
    ...{ startDate: "2026-05-01T10:00:00Z", endDate: "2026-05-01T10:00:01Z", results: [] },
  };

  it("gives no address of the suite where it is not known where people see it", async () => {
    const run = { action: "run", namespace: "company.team", id_: "check" };
    const { output } = await ask(manageTests, run, [result]);
    expect(JSON.parse(JSON.stringify(output))).not.toHaveProperty("url");
  });

  it("takes an error of the search for what it is", async () => {
    const call = ask(manageTests, { action: "create", yaml_source }, [{ status: 403 }]);
    await expect(call).rejects.toThrow("403");
  });
});

describe("generate_app", () => {
  it("keeps what was generated where Kestra refuses it", async () => {
    const answers = [
      { status: 200, body: yaml_source },
      { results: [], total: 0 },
      { status: 422, body: { message: "no flow" } },
    ];
    const { output } = await ask(generateApp, { user_prompt: "A form", auto_create: true }, answers);
    expect(output).toMatchObject({
      result: yaml_source,
      warning: expect.stringContaining("no flow") as string,
    });
  });
});

describe("manage_announcements", () => {
  it("gives the list as a bare array, also an empty one", async () => {
    const { output } = await ask(manageAnnouncements, { action: "list" }, [[]]);
    expect(output).toEqual({ results: [] });
    const { list } = (
      manageAnnouncements.behaviour as { actions: Readonly<Record<string, { bare?: string }>> }
    ).actions;
    expect(list?.bare).toBe("results");
  });
});

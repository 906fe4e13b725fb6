import { describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { isEnterprise } from "../support/target.ts";

const line = process.env.KESTRA_E2E_LINE ?? "";

describe.skipIf(!isEnterprise)("the Enterprise edition", () => {
  useKestra("ee");

  const appYaml = (id: string, more = "", namespace = kestra.namespace): string =>
    `id: ${id}\nnamespace: ${namespace}\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: hello\n${more}`;
  const app = (action: string, more: object): Promise<Data> => kestra.get("manage_apps", { action, ...more });
  const apps = async (more: object): Promise<readonly Data[]> =>
    (await kestra.get("search_apps", { namespace: kestra.namespace, ...more })).results;

  describe("get_instance_info", () => {
    check("tells the configuration, also where nothing is asked for", async () => {
      const configuration = await kestra.get("get_instance_info");
      expect(configuration).toMatchObject({ edition: "EE", secretsEnabled: expect.any(Boolean) as boolean });
      expect(await kestra.get("get_instance_info", { info: "configuration" })).toEqual(configuration);
    });

    check("tells when the license expires", async () => {
      const license = await kestra.get("get_instance_info", { info: "license_info" });
      expect(license).toMatchObject({ type: expect.any(String) as string, expired: false });
      expect(Date.parse((license as unknown as { expiry: string }).expiry)).not.toBeNaN();
    });
  });

  describe("manage_apps and search_apps", () => {
    check("create an app, and update the one of its id and namespace", async () => {
      const made = await app("create", { yaml_source: appYaml("form", "tags: [Reporting]\n") });
      expect(made).toMatchObject({ name: "form", namespace: kestra.namespace, disabled: false });
      const changed = await app("create", { yaml_source: appYaml("form", "displayName: A form\n") });
      expect(changed).toMatchObject({ uid: made.uid, name: "A form" });
      expect(changed.source).toContain("displayName: A form");
    });

    check("never overwrite an app that is only like it", async () => {
      const child = `${kestra.namespace}.child`;
      const others = [
        await app("create", { yaml_source: appYaml("report", "", child) }),
        await app("create", { yaml_source: appYaml("report-of-may", "displayName: report\n") }),
      ];
      const made = await app("create", { yaml_source: appYaml("report") });
      expect(others.map(({ uid }) => uid)).not.toContain(made.uid);
      const found = await apps({ q: "report" });
      expect(found.map(({ id, namespace }) => `${namespace}/${id}`).sort()).toEqual(
        [`${kestra.namespace}/report`, `${kestra.namespace}/report-of-may`, `${child}/report`].sort(),
      );
    });

    check("disable, enable and delete an app by its uid", async () => {
      const { uid } = await app("create", { yaml_source: appYaml("doomed") });
      expect(await app("disable", { uid })).toMatchObject({ id: "doomed", enabled: false });
      expect(await app("enable", { uid })).toMatchObject({ id: "doomed", enabled: true });
      expect(await kestra.get("manage_apps", { action: "delete", uid })).toEqual({});
      expect(await kestra.refusal("manage_apps", { action: "enable", uid })).toMatch(/404[^]*search_apps/);
    });

    check("find apps by tag, flow and page", async () => {
      await app("create", { yaml_source: appYaml("tagged", "tags: [Analytics]\n") });
      expect(await apps({ tags: ["Analytics", "Nothing"], flowId: "hello" })).toEqual([
        expect.objectContaining({ id: "tagged", enabled: true, tags: ["Analytics"] }),
      ]);
      const pages = await Promise.all([1, 2].map((page) => apps({ page, size: 1, sort: ["id:asc"] })));
      expect(pages.flat()).toHaveLength(2);
      expect(pages[0]?.[0]?.id).not.toBe(pages[1]?.[0]?.id);
    });

    check("say what is wrong with an app", async () => {
      const create = (yaml_source: string) =>
        kestra.refusal("manage_apps", { action: "create", yaml_source });
      expect(await create("id: form\n")).toContain("'namespace' and 'id'");
      expect(await create("just words")).toContain("does not describe a single app");
      expect(await create(appYaml("bad").replace("ee.apps", "ee.nothing"))).toMatch(/422[^]*Invalid type/);
      expect(await kestra.refusal("manage_apps", { action: "create" })).toContain("yaml_source is required");
      expect(await kestra.refusal("manage_apps", { action: "delete" })).toContain("uid is required");
    });
  });

  describe("manage_tests", () => {
    const suite = (expected: string): string => `id: suite
namespace: ${kestra.namespace}
flowId: checked
testCases:
  - id: greets
    type: io.kestra.core.tests.flow.UnitTest
    fixtures:
      tasks:
        - id: hello
          outputs: { value: Hello }
    assertions:
      - value: "{{ outputs.hello.value }}"
        equalTo: ${expected}
`;
    const test = (action: string): Promise<Data> =>
      kestra.get("manage_tests", { action, namespace: kestra.namespace, id_: "suite" });

    check("create a suite, run it, change it and delete it", async () => {
      await createFlow("checked", hello);
      const create = (yaml_source: string) => kestra.get("manage_tests", { action: "create", yaml_source });
      const made = await create(suite("Hello"));
      expect(made).toMatchObject({ id: "suite", namespace: kestra.namespace, flowId: "checked" });
      const good = await test("run");
      expect(good).toMatchObject({
        testSuiteId: "suite",
        state: "SUCCESS",
        results: [
          { testId: "greets", state: "SUCCESS", errors: [], assertionResults: [{ isSuccess: true }] },
        ],
        url: `${kestra.target.url}/ui/main/tests/${kestra.namespace}/suite`,
      });
      expect((await create(suite("Good morning"))).source).toContain("Good morning");
      expect(await test("run")).toMatchObject({ state: "FAILED" });
      expect(await test("delete")).toEqual({});
    });

    check("say what is missing", async () => {
      const of = { namespace: kestra.namespace, id_: "nowhere" };
      expect(await kestra.refusal("manage_tests", { action: "run", ...of })).toMatch(/404[^]*create/);
      expect(await kestra.refusal("manage_tests", { action: "run", id_: "suite" })).toContain("namespace");
      expect(await kestra.refusal("manage_tests", { action: "delete" })).toContain("required");
      const yaml_source = `id: empty\nnamespace: ${kestra.namespace}\nflowId: hello\n`;
      const refused = await kestra.refusal("manage_tests", { action: "create", yaml_source });
      expect(refused).toMatch(/422[^]*testCases/);
    });
  });

  describe.skipIf(line === "1.0")("generate_app and generate_test", () => {
    check("write YAML, and create it where they are told to", async () => {
      await createFlow("hello", hello);
      for (const name of ["generate_app", "generate_test"]) {
        const user_prompt = `${name} for hello in ${kestra.namespace}`;
        const { result } = await kestra.get(name, { user_prompt });
        expect(result).toMatch(/^id: /);
        const made = await kestra.get(name, { user_prompt, auto_create: true });
        expect(made.source).toContain("id: ");
        const again = await kestra.get(name, { user_prompt, auto_create: true });
        const key = name === "generate_app" ? "uid" : "id";
        expect(again[key]).toBe(made[key]);
      }
    });

    check("keep what they wrote where Kestra refuses it", async () => {
      const change = { user_prompt: "Change it", auto_create: true };
      const app = await kestra.get("generate_app", { ...change, app_yaml: "id: a\nnamespace: b\n" });
      expect(app).toMatchObject({ warning: expect.stringContaining("422") as string });
      expect(app.result).toContain("id: a");
      const test = await kestra.get("generate_test", { ...change, test_yaml: "words" });
      expect(test).toMatchObject({ warning: expect.stringContaining("not created") as string });
    });

    check("say what an instance without AI lacks", async () => {
      for (const name of ["generate_app", "generate_test"]) {
        const refused = await kestra.refusal(name, { user_prompt: "x", provider_id: "nobody" });
        expect(refused).toMatch(/503[^]*AI provider/);
      }
    });
  });

  describe.runIf(line === "1.0")("a release without the copilot for apps and tests", () => {
    check("has no tools for it, and says so", async () => {
      for (const name of ["generate_app", "generate_test"]) {
        expect(kestra.server.tools.map((tool) => tool.name)).not.toContain(name);
        expect(await kestra.refusal(name, { user_prompt: "x" })).toMatch(/1\.3/);
      }
    });
  });
});

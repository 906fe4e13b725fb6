import { nobody } from "../../../runtime/auth/principal.ts";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { compiled } from "../../../generated/compiled.ts";
import { callTool } from "../../../runtime/call/call.ts";
import { select, shownOf, type Wish } from "../../../runtime/catalog/select.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { call, sessionFor } from "../../runtime/support/session.ts";
import type { Known } from "../../../runtime/kestra/instance.ts";

const whole = { version: "1.0.0", ...compiled };
const anything: Wish = { disabled: [], readOnly: false };

const shown = (known: Known, wish: Wish = anything) =>
  select(whole, wish)
    .selected.flatMap((one) => shownOf(one, known) ?? [])
    .filter(({ toolset }) => toolset === "ee");

const names = [
  "generate_app",
  "generate_test",
  "get_instance_info",
  "invite_user",
  "manage_announcements",
  "manage_apps",
  "manage_group",
  "manage_invitations",
  "manage_tests",
  "search_apps",
];

describe("the Enterprise tools", () => {
  it("are shown to an Enterprise instance, and where the edition cannot be known", () => {
    expect(
      shown({ line: "2.0", edition: "ee" })
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names);
    expect(
      shown({})
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names);
  });

  it("are not shown to an open-source instance", () => {
    expect(shown({ line: "2.0", edition: "oss" })).toEqual([]);
  });

  it("are without those that write apps and tests on 1.0", () => {
    expect(
      shown({ line: "1.0", edition: "ee" })
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.filter((name) => !name.startsWith("generate_")));
  });

  it("are switched off as one", () => {
    expect(shown({ edition: "ee" }, { ...anything, disabled: ["ee"] })).toEqual([]);
  });

  it("only read where nothing else is allowed", () => {
    const reading = shown({ edition: "ee" }, { ...anything, readOnly: true });
    const actions = reading.map(({ name, inputSchema }) => [name, inputSchema.properties.action?.enum]);
    expect(Object.fromEntries(actions)).toEqual({
      get_instance_info: undefined,
      manage_announcements: ["list"],
      manage_group: ["get"],
      manage_invitations: ["get"],
      search_apps: undefined,
    });
  });
});

describe("get_instance_info", () => {
  const byName = { ...anything, enabled: ["get_instance_info"] };

  it("is shown to an open-source instance that asks for it by name, with what that can tell", () => {
    const [tool] = shown({ line: "1.3", edition: "oss" }, byName);
    expect(tool?.inputSchema.properties.info?.enum).toEqual(["configuration"]);
  });

  it.each(["1.0", "2.0"])(
    "is not called where it is not listed, and the error says how it is, on %s",
    async (line) => {
      const sandbox = await startSandbox({ line });
      const called = (KESTRA_MCP_ENABLED_TOOLS: string) =>
        call(sessionFor(sandbox.url, { KESTRA_MCP_ENABLED_TOOLS }, whole), "get_instance_info");
      try {
        const refused = await called("default");
        expect(refused).toMatchObject({ isError: true });
        expect(refused.content[0]).toMatchObject({
          text: expect.stringContaining("KESTRA_MCP_ENABLED_TOOLS=default,get_instance_info") as string,
        });
        expect(sandbox.requests.filter(({ path }) => path.endsWith("/configs")).length).toBeLessThan(2);
        expect(await called("default,get_instance_info")).toMatchObject({
          structuredContent: { edition: "OSS" },
        });
      } finally {
        await sandbox.close();
      }
    },
  );

  it("tells its configuration, and refuses the license that it does not have", async () => {
    const tool = catalog.find(({ name }) => name === "get_instance_info");
    if (tool === undefined) throw new Error("get_instance_info is missing.");
    const { signal } = new AbortController();
    const sent: string[] = [];
    const caller = {
      signal,
      log: () => undefined,
      mask: (text: string) => text,
      prepare: () =>
        Promise.resolve({
          instance: { line: "1.3", edition: "oss" as const },
          tenant: "main",
          signal,
          now: () => new Date(),
          uuid: () => "",
          principal: nobody,
          progress: () => undefined,
          mask: (text: string) => text,
          send: ({ path }: { readonly path: unknown }) => {
            sent.push(String(path));
            return Promise.resolve({
              status: 200,
              mediaType: "application/json",
              text: '{"version":"1.3.25"}',
            });
          },
        }),
    };
    const { structuredContent } = await callTool(tool, {}, caller);
    expect(structuredContent).toEqual({ version: "1.3.25" });
    const refused = await callTool(tool, { info: "license_info" }, caller);
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content[0]?.text).toContain("Enterprise Edition");
    expect(sent).toEqual(["/api/v1/configs"]);
  });
});

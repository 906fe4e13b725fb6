import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startSandbox } from "../../sandbox/server.ts";
import { missing } from "../support/chromium.ts";
import { startServer, type Server } from "../support/server.ts";
import { skipped } from "../support/skipped.ts";
import { openHost, type CallParameters, type ShownResult, type ViewHost } from "./host/open.ts";
import { failed, running } from "./results/executions.ts";
import { resultOf } from "./results/result.ts";
import { html as executionPage } from "../../generated/views/show_execution-page.ts";

const credentials = { username: "views@kestra.io", password: "Views-only-123" };

const source = `
id: sleeper
namespace: company.team
tasks:
  - id: sleep
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT3S
  - id: fail
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: enough slept
`;

describe.skipIf(missing !== "")(`in Chromium, a view that goes on${skipped(missing)}`, () => {
  let host: ViewHost;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host.close());

  it("asks the tool again until the execution has ended, and then no more", async () => {
    const outputs = [running, { ...running, seconds: 33 }, failed];
    await host.show({
      html: executionPage,
      arguments: { execution_id: running.executionId },
      result: () => resultOf(running),
      call: () => resultOf(outputs.shift() ?? failed),
    });
    const { chromium } = host;
    await chromium.untilInside("document.querySelector('.live') !== null");
    await chromium.untilInside("document.querySelector('.chip').textContent.includes('FAILED')");
    expect(await chromium.until("seen.calls")).toEqual(
      Array.from({ length: 3 }, () => ({
        name: "show_execution",
        arguments: { execution_id: running.executionId },
      })),
    );
    expect(await chromium.untilInside("document.querySelector('.live') === null")).toBe(true);
    expect(host.complaints()).toEqual([]);
  });

  it("asks nothing where the client lets no page call tools", async () => {
    await host.show({ html: executionPage, capabilities: {}, result: () => resultOf(running) });
    expect(await host.chromium.untilInside("document.querySelector('.live') === null")).toBe(true);
  });

  it("ends when the client takes it away", async () => {
    await host.show({
      html: executionPage,
      result: () => resultOf(running),
      arguments: { execution_id: "x" },
    });
    await host.chromium.untilInside("document.querySelector('.live') !== null");
    await host.chromium.until("teardown().then(() => (window.torn = true)), true");
    expect(await host.chromium.until("window.torn === true && seen.calls.length === 0")).toBe(true);
  });

  it.each(["1.0", "1.3", "2.0"])("shows what the server really answers, on Kestra %s", async (line) => {
    const sandbox = await startSandbox({ line, edition: "oss", ...credentials, seed: { flows: [source] } });
    const server = await startServer({
      program: [inject("bundle")],
      env: {
        KESTRA_BASE_URL: sandbox.url,
        KESTRA_USERNAME: credentials.username,
        KESTRA_PASSWORD: credentials.password,
        KESTRA_MCP_LOG_LEVEL: "WARNING",
      },
    });
    try {
      const { id } = await server.get<{ id: string }>("execute_flow", {
        namespace: "company.team",
        flow_id: "sleeper",
      });
      await shown(server, "show_execution", { execution_id: id });
      const { chromium } = host;
      await chromium.untilInside("document.querySelector('.failure')?.textContent.includes('enough slept')");
      expect(await chromium.untilInside("document.querySelectorAll('.row').length")).toBe(3);
      await shown(server, "show_flow", { namespace: "company.team", flow_id: "sleeper" });
      expect(await chromium.untilInside("document.querySelectorAll('.box').length")).toBe(2);
      expect(host.complaints()).toEqual([]);
    } finally {
      await server.close();
      await sandbox.close();
    }
  });

  /** Does what a client does: reads the page that the list names, calls the tool, and lets the page call it again. */
  async function shown(
    { client, tools }: Server,
    name: string,
    given: CallParameters["arguments"],
  ): Promise<void> {
    const meta = tools.find((tool) => tool.name === name)?._meta as { ui: { resourceUri: string } };
    const { contents } = await client.readResource({ uri: meta.ui.resourceUri });
    const [page] = contents as readonly { text: string; mimeType: string }[];
    expect(page?.mimeType).toBe("text/html;profile=mcp-app");
    const call = async (params: CallParameters) =>
      (await client.callTool({ ...params, arguments: { ...params.arguments } })) as ShownResult;
    const first = { name, ...(given && { arguments: given }) };
    await host.show({
      html: page?.text ?? "",
      ...(given && { arguments: given }),
      result: () => call(first),
      call,
    });
  }
});

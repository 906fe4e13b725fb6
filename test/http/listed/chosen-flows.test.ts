import { describe, expect, it } from "vitest";
import { json } from "../../runtime/support/server.ts";
import { connected, ways } from "../support/clients.ts";
import { flow, kestraWith, servedFlows as served } from "../support/flow-tools.ts";

describe("flows that are chosen as tools", () => {
  it("are cut to as many as there may be, and all are told how many are left out", async () => {
    const many = Array.from({ length: 32 }, (_, i) => flow(`f${i + 10}`));
    const { url, logged } = await served(kestraWith({ operator: many }));
    const client = await connected(ways[0], url, {});
    expect(await client.list()).toEqual(["get_status", ...many.slice(0, 30).map(({ id }) => `run_${id}`)]);
    const said =
      "KESTRA_MCP_FLOWS: it chooses 32 flows, and at most 30 can be tools: 2 of them are left out. Those that it names stay first, then those that were tools before, then the first by namespace and id. Choose fewer";
    expect(logged.map(({ message }) => message)).toContain(`${said}.`);
    expect(await client.call("get_status")).toContain("2 of them are left out");
  });

  it("stay where somebody writes many more, and where a word names them", async () => {
    const before = Array.from({ length: 29 }, (_, i) => flow(`f${i + 10}`));
    const flows = { operator: [...before, flow("own", "zoo")] };
    const names = [...before, flow("own")].map(({ id }) => `run_${id}`);
    const { url, session } = await served(kestraWith(flows), { KESTRA_MCP_FLOWS: "company.*, zoo.own" });
    const client = await connected(ways[0], url, {});
    expect(await client.list()).toEqual(["get_status", ...names]);
    const written = Array.from({ length: 200 }, (_, i) => ({ ...flow(`a${i}`, "aaa"), disabled: i < 150 }));
    flows.operator.unshift(...written);
    if (session.made) session.made.at = -Infinity;
    expect(await client.list()).toEqual(["get_status", ...names]);
    expect(await client.call("run_own")).toContain("5xYz");
    // As after a start.
    const other = await served(kestraWith(flows), { KESTRA_MCP_FLOWS: "company.*, zoo.own" });
    const listed = await (await connected(ways[0], other.url, {})).list();
    expect(listed.filter((name) => name.startsWith("run_"))).toHaveLength(30);
    expect(listed).toContain("run_own");
  });

  it("go on where one of them is no tool, or may not be read", async () => {
    const bad = { ...flow("bad"), inputs: [{ id: "__proto__", type: "STRING" }, { id: 7 }, {}] };
    const { url } = await served(
      (asked, response) => {
        if (asked.url.endsWith("/company.team/kept")) json(response, { message: "Forbidden" }, 403);
        else kestraWith({ operator: [bad, flow("good")] })(asked, response);
      },
      { KESTRA_MCP_FLOWS: "company.team.kept, company.*" },
    );
    const client = await connected(ways[0], url, {});
    expect(await client.list()).toEqual(["get_status", "run_good"]);
    const status = await client.call("get_status");
    for (const said of ["company.team.bad: ", "there is no such flow, or Kestra does not show it"])
      expect(status).toContain(said);
  });
});

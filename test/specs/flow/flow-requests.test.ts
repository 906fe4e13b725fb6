import { describe, expect, it } from "vitest";
import { createFlowFromYaml } from "../../../generated/flow/create_flow_from_yaml.ts";
import { tool as getFlow } from "../../../specs/flow/get_flow.ts";
import { tool as validateFlow } from "../../../specs/flow/validate_flow.ts";
import { ask } from "../fake-kestra.ts";

const place = { namespace: "company.team", flow_id: "hello" };
const yaml = "id: hello\nnamespace: company.team\ntasks: []\n";
const none = { results: [], total: 0 };

describe("get_flow", () => {
  const flow = { revision: 1, concurrency: { limit: 1 }, source: yaml };

  it("sends eight requests at most, all at once", async () => {
    const limits = { results: [{ ...place, flowId: "hello", running: 1 }], total: 1 };
    const graph = { nodes: [], edges: [] };
    const answers = [flow, { revision: 2 }, none, none, none, none, graph, limits];
    const { output, requests } = await ask(getFlow, { ...place, revision: 1 }, answers);
    expect(requests).toHaveLength(8);
    expect(requests.every((it) => it.startsWith("GET "))).toBe(true);
    expect(output).toMatchObject({ revision: 1, latestRevision: 2, concurrency: { running: 1 } });
  });

  it("asks 1.0 for no limits, and states the time of the executions", async () => {
    const { output, requests } = await ask(getFlow, place, [flow, none, none, none, none, {}], "1.0");
    expect(requests).toHaveLength(6);
    expect(output).toMatchObject({
      concurrency: { limit: 1, note: expect.stringContaining("This release does not tell") as unknown },
      executions: {
        from: "2026-04-01T10:00:00.000Z",
        to: "2026-05-01T10:00:00.000Z",
        total: 0,
        running: { total: 0, ids: [] },
      },
    });
  });

  it("says what Kestra did not tell", async () => {
    const answers = [{ source: yaml }, { status: 403 }, none, none, none, { status: 500 }, none];
    const { output } = await ask(getFlow, place, answers);
    expect(output.warnings).toEqual([
      "Kestra did not tell the triggers: they are not known, which does not mean that there are none.",
      "Kestra did not tell the dependencies: they are not known, which does not mean that there are none.",
    ]);
  });
});

describe("validate_flow", () => {
  const verdict = (constraints: string) => [{ constraints: `Validation error: ${constraints}` }];

  it("asks for types only where one is wrong", async () => {
    const good = await ask(validateFlow, { yaml_definition: yaml }, [[{}]]);
    expect(good.requests).toEqual(["POST /flows/validate"]);
    expect(good.output).toMatchObject({ valid: true, problems: [] });
    const answers = [verdict("Invalid type: X"), { version: "1.3.25" }, []];
    const wrong = await ask(validateFlow, { yaml_definition: yaml }, answers);
    expect(wrong.requests).toEqual(["POST /flows/validate", "GET /api/v1/configs", "GET /api/v1/plugins"]);
  });

  it("says where the types cannot be had", async () => {
    const answers = [verdict("Invalid type: X"), { status: 403 }];
    const { output } = await ask(validateFlow, { yaml_definition: yaml }, answers);
    expect(output.message).toContain("Kestra did not tell which types it has");
  });
});

describe("create_flow_from_yaml", () => {
  it("sends nothing that writes in a dry run", async () => {
    const dryRun = { yaml_definition: yaml, dry_run: true };
    const { output, requests } = await ask(createFlowFromYaml, dryRun, [{ source: yaml }, [{}]]);
    expect(requests).toEqual(["GET /flows/company.team/hello", "POST /flows/validate"]);
    expect(output).toMatchObject({ valid: true, id: "hello" });
  });
});

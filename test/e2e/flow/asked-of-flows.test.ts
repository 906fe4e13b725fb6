import { describe, expect, inject } from "vitest";
import { startSandbox } from "../../../sandbox/server.ts";
import { startServer } from "../../support/server.ts";
import { createFlow, flowYaml, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

describe("what people ask of flows", () => {
  check("which flows are there: each of three, among others", async () => {
    const flows = ["sales_daily", "sales_weekly", "sales_yearly"];
    for (const flow of flows) await createFlow(flow, hello, `${kestra.namespace}.sales`);
    await createFlow("noise", hello, `${kestra.namespace}.other`);
    const { results } = await kestra.get("list_flows_in_namespace", {
      namespace: `${kestra.namespace}.sales`,
    });
    expect(results.map(({ id }) => id).sort()).toEqual(flows);
  });

  check("an input of the wrong type: the field and its type are named before anything starts", async () => {
    await createFlow("takes_int", `inputs:\n  - id: count\n    type: INT\n${hello.trimStart()}`);
    const place = { namespace: kestra.namespace, flow_id: "takes_int" };
    const flow = await kestra.get("get_flow", place);
    expect(flow.inputs).toMatchObject({ properties: { count: { type: "integer" } }, required: ["count"] });
    const refusal = await kestra.refusal("execute_flow", { ...place, inputs: { count: "many" } });
    expect(refusal).toMatch(/Nothing was started: input count \(INT\)/);
    expect(await kestra.get("get_flow", place)).toMatchObject({ executions: { total: 0 } });
  });

  check("cancel what lasts more than five minutes: the flow is checked, tried, then deployed", async () => {
    const sla = "sla:\n  - id: five\n    type: MAX_DURATION\n    duration: PT5M\n    behavior: CANCEL\n";
    const yaml_definition = flowYaml("guarded", `${sla}${hello.trimStart()}`);
    await createFlow("guarded", hello);
    expect(await kestra.get("validate_flow", { yaml_definition })).toMatchObject({ valid: true });
    const rehearsal = await kestra.get<{ readonly diff: string }>("create_flow_from_yaml", {
      yaml_definition,
      dry_run: true,
    });
    expect(rehearsal.diff).toContain("\n+    duration: PT5M\n+    behavior: CANCEL\n");
    await kestra.get("create_flow_from_yaml", { yaml_definition });
    expect(await kestra.get("get_flow", { namespace: kestra.namespace, flow_id: "guarded" })).toMatchObject({
      revision: 2,
      sla: [{ id: "five", type: "MAX_DURATION", duration: "PT5M", behavior: "CANCEL" }],
    });
  });

  check("a flow that two tenants have: the one of the tenant that is meant", async () => {
    const { line, real } = kestra.target;
    if (real) return;
    const place = { namespace: "company.team", flow_id: "shared" };
    for (const tenant of ["north", "south"]) {
      const user = { username: "e2e@kestra.io", password: "E2e-tests-only1" };
      const sandbox = await startSandbox({ line, tenant, ...user });
      const env = {
        KESTRA_BASE_URL: sandbox.url,
        KESTRA_TENANT_ID: tenant,
        KESTRA_USERNAME: user.username,
        KESTRA_PASSWORD: user.password,
      };
      const server = await startServer({ program: [inject("bundle")], env });
      const message = hello.replace("Hello", tenant);
      await server.get("create_flow_from_yaml", {
        yaml_definition: flowYaml(place.flow_id, message, place.namespace),
      });
      const { source } = await server.get<{ readonly source: string }>("get_flow", place);
      expect(source).toContain(`message: ${tenant}`);
      await server.close();
      await sandbox.close();
    }
  });
});

describe("read-only mode", () => {
  check("looks at flows, and has nothing that saves one", async () => {
    await createFlow("looked_at", hello);
    const server = await kestra.start({ KESTRA_MCP_READ_ONLY: "true" });
    const place = { namespace: kestra.namespace, flow_id: "looked_at" };
    expect(await server.get("get_flow", place)).toMatchObject({ flowId: "looked_at" });
    const yaml_definition = flowYaml("looked_at", hello);
    expect(await server.get("validate_flow", { yaml_definition })).toMatchObject({ valid: true });
    expect(await server.refusal("create_flow_from_yaml", { yaml_definition, dry_run: true })).toMatch(
      /read.only/i,
    );
    await server.close();
  });
});

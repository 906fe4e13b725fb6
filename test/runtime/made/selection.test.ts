import { expect, it } from "vitest";
import { made } from "../../../generated/made.ts";
import { viewFor } from "../../../runtime/access/view.ts";
import { permissionOf } from "../../../runtime/auth/permission.ts";
import { withMade } from "../../../runtime/made/selection.ts";

const nothing = { selected: [], hidden: [], resources: [], made: [] };

it("tells nobody of a flow that is no tool, and would be called as one that they see", () => {
  const list = {
    tools: [],
    left: ["company.team", "company.vault"].map((namespace) => ({
      namespace,
      id: "pay",
      name: "run_pay",
      reason: "it is disabled",
    })),
  };
  const wish = { readOnly: false, variable: "KESTRA_MCP_FLOWS" };
  const all = withMade(nothing, new Set(), { toolset: "flows", list, makers: made.flows }, wish);
  const seenIn = (...namespaces: readonly string[]) => {
    const role = { role: "one", effects: ["read"], namespaces } as const;
    return viewFor(all, permissionOf(["one"], [role])).selection.hidden.map(({ name }) => name);
  };
  expect(seenIn("company.team")).toEqual(["run_team_pay"]);
  expect(seenIn("company")).toEqual(["run_team_pay", "run_vault_pay", "run_pay"]);
});

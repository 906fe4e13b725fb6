import { expect, it } from "vitest";
import { made } from "../../../generated/made.ts";
import { viewFor } from "../../../runtime/access/view.ts";
import { permissionOf } from "../../../runtime/auth/permission.ts";
import { countOf } from "../../../runtime/catalog/hidden.ts";
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

it("a word that chooses nothing is told, and counts as no tool", () => {
  const list = {
    tools: [],
    left: [
      { namespace: "", id: "zoo.*", name: "zoo.*", reason: "there is no such flow" },
      { namespace: "company", id: "pay", name: "run_pay", reason: "it is disabled" },
    ],
    cut: "it chooses too many",
  };
  const wish = { readOnly: false, variable: "KESTRA_MCP_FLOWS" };
  const all = withMade(nothing, new Set(), { toolset: "flows", list, makers: made.flows }, wish);
  expect(all.hidden.map(({ name }) => name)).toEqual(["KESTRA_MCP_FLOWS", "run_pay", "zoo.*"]);
  expect(countOf(all)).toBe(1);
});

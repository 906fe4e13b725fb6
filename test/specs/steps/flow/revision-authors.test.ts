import { describe, expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import { authorsOf } from "../../../../specs/steps/flow/revision-authors.ts";

const flow = { namespace: "company.team", flow_id: "hello" };
const saved = (revision: number) => ({ revision, updated: `2026-05-01T0${revision}:00:00Z` });
const entry = (user: string, detail: object = {}, type = "UPDATE") => ({
  auditLog: { type, detail: { resourceType: "FLOW", namespace: "company.team", flowId: "hello", ...detail } },
  user: { username: user },
});

/** Asks who saved two revisions; what the audit log answers is told by its window. */
async function authors(
  revisions: readonly { readonly revision: number; readonly updated?: string }[],
  answer: (from: string | undefined) => readonly unknown[],
  isEnterprise = true,
) {
  const asked: unknown[] = [];
  const audit = (of: { readonly start_date?: string }) => {
    asked.push(of);
    return Promise.resolve({ results: answer(of.start_date) });
  };
  const { by, message } = await authorsOf(flow, revisions, { audit }, isEnterprise);
  return { by: Object.fromEntries(by), message, asked };
}

describe("who saved revisions", () => {
  it("is told by the entry that names the revision, in the moment in which it was saved", async () => {
    const { by, message, asked } = await authors([saved(1), saved(2)], (from) =>
      from?.includes("T00:59") ? [entry("ada", { revision: 1 }, "CREATE")] : [entry("ben", { revision: 2 })],
    );
    expect(by).toEqual({ 1: "ada", 2: "ben" });
    expect(message).toBe("");
    expect(asked[0]).toEqual({
      within: "company.team",
      flow_id: "hello",
      start_date: "2026-05-01T00:59:55.000Z",
      end_date: "2026-05-01T01:00:05.000Z",
    });
  });

  it("is inferred where one alone saved it in that moment, and not where several did", async () => {
    const { by, message } = await authors([saved(1), saved(2)], (from) =>
      from?.includes("T00:59") ? [entry("ada"), entry("ada")] : [entry("ben"), entry("eve")],
    );
    expect(by).toEqual({ 1: "ada" });
    expect(message).toBe(
      "Who saved revision 2 the audit log does not tell. Who saved revision 1 is inferred from the audit log by the time.",
    );
  });

  it.each([
    ["another flow", { flowId: "other" }, "UPDATE"],
    ["another namespace", { namespace: "company.team.a" }, "UPDATE"],
    ["another resource", { resourceType: "EXECUTION" }, "UPDATE"],
    ["a deletion", {}, "DELETE"],
  ])("is not told by an entry of %s", async (_, detail, type) => {
    const { by } = await authors([saved(1), saved(2)], () => [
      entry("eve", { revision: 1, ...detail }, type),
    ]);
    expect(by).toEqual({});
  });

  it("is asked once where it is not known when they were saved, and then only names tell", async () => {
    const { by, message, asked } = await authors([{ revision: 1 }, { revision: 2 }], () => [
      entry("ada", { revision: 2 }),
      entry("eve"),
    ]);
    expect(asked).toEqual([{ within: "company.team", flow_id: "hello" }]);
    expect(by).toEqual({ 2: "ada" });
    expect(message).toBe("Who saved revision 1 the audit log does not tell.");
  });

  it("is not kept by the open-source edition, which is not asked", async () => {
    const { by, message, asked } = await authors([saved(1), saved(2)], () => [], false);
    expect([by, asked]).toEqual([{}, []]);
    expect(message).toBe("Who saved them the open-source edition does not keep.");
  });

  it.each([
    ["is refused", 403],
    ["does not come", 0],
  ])("is not told where the audit log %s", async (_, status) => {
    const audit = () => Promise.reject(new KestraError(say`No`, status));
    const told = await authorsOf(flow, [saved(1), saved(2)], { audit }, true);
    expect(told.message).toBe("Who saved them is not told: Kestra did not show the audit log.");
  });

  it("is told as far as the audit log comes", async () => {
    const { by, message } = await authors([saved(1), saved(2)], (from) => {
      if (from?.includes("T01:59")) throw new KestraError(say`No`, 500);
      return [entry("ada", { revision: 1 })];
    });
    expect(by).toEqual({ 1: "ada" });
    expect(message).toBe("Who saved revision 2 is not told: Kestra did not show the audit log of that time.");
  });
});

import { describe, expect, it } from "vitest";
import { tool as searchTriggers } from "../../../specs/trigger/search_triggers.ts";
import { ask } from "../fake-kestra.ts";
import { context, found } from "./found-triggers.ts";

describe("search_triggers", () => {
  it("says of late ones whether their flow is disabled", async () => {
    const late = (flowId: string) => context("hourly", { flowId, nextExecutionDate: "2026-05-01T09:00:00Z" });
    const { output, requests } = await ask(searchTriggers, { state: "LATE" }, [
      found(late("a"), late("b"), context("hourly", { flowId: "c" })),
      { id: "a", disabled: true },
      { id: "b", disabled: false },
    ]);
    expect(requests.slice(1)).toEqual(["GET /flows/company.team/a", "GET /flows/company.team/b"]);
    expect(output).toMatchObject({
      results: [
        { flowId: "a", state: "LATE", lateSeconds: 3600, flowDisabled: true },
        { flowId: "b", state: "LATE", lateSeconds: 3600 },
      ],
      total: 2,
      at: "2026-05-01T10:00:00.000Z",
    });
  });

  it("asks of a bounded number of flows", async () => {
    const rows = Array.from({ length: 15 }, (_, i) =>
      context("hourly", { flowId: `f${i}`, nextExecutionDate: "2026-05-01T09:00:00Z" }),
    );
    const { requests } = await ask(searchTriggers, {}, [
      found(...rows),
      ...rows.slice(0, 10).map(() => ({})),
    ]);
    expect(requests).toHaveLength(11);
  });

  it.each([
    [{ state: "LATE" }, { "filters[nextExecutionDate][LESS_THAN]": "2026-05-01T10:00:00.000Z" }],
    [{ state: "LOCKED" }, { "filters[locked][EQUALS]": "true" }],
  ])("lets Kestra 2.0 look for %j", async (given, sent) => {
    const { queries } = await ask(searchTriggers, given, [{ results: [], total: 0 }], "2.0");
    expect(queries[0]).toMatchObject(sent);
  });

  it.each(["disabled[EQUALS]=true", "triggerState[EQUALS]=DISABLED"])(
    "names state for %s",
    async (filter) => {
      await expect(ask(searchTriggers, { filters: [filter] }, [])).rejects.toThrow("use state");
    },
  );
});

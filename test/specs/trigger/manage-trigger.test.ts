import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/trigger/manage_trigger.ts";
import { ask } from "../fake-kestra.ts";
import { context, found } from "./found-triggers.ts";

const one = { flow_id: "company.team/load", trigger_id: "hourly" };
const all = { namespace: "company.team" };
/** What a preview of several says; its token is in it. */
const changing = (what: string): string =>
  expect.stringMatching(
    new RegExp(
      `^Nothing was changed: ${what}\\. Show these to the user\\. Call again with token: [\\w-]+ to change exactly these\\.$`,
    ),
  ) as string;

/** Asks with the token of a preview that found these rows. */
async function after(action: string, shown: readonly object[], answers: readonly object[]) {
  const { token } = (await ask(tool, { action, ...all }, [found(...shown)])).output;
  return ask(tool, { action, ...all, token }, answers);
}

describe("manage_trigger of one trigger", () => {
  it("looks it up and changes it", async () => {
    const { output, requests, queries } = await ask(tool, { action: "disable", ...one }, [
      found(context("hourly")),
      context("hourly", { disabled: true }),
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers"]);
    expect(queries[0]).toMatchObject({
      "filters[namespace][EQUALS]": "company.team",
      "filters[flowId][EQUALS]": "load",
      "filters[triggerId][EQUALS]": "hourly",
    });
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly", state: "DISABLED", type: "a.b.Schedule" }],
      preview: false,
      message: "Disabled 1 trigger.",
    });
  });

  it.each([
    ["enable", {}, "The trigger hourly of company.team/load is enabled already."],
    ["disable", { disabled: true }, "is disabled already"],
    ["unlock", {}, "is not locked"],
    ["pause_backfill", {}, "has no backfill"],
    ["pause_backfill", { backfill: { paused: true } }, "has a backfill that is paused already"],
    ["continue_backfill", { backfill: { paused: false } }, "has a backfill that is not paused"],
    ["delete_backfill", {}, "has no backfill"],
  ])("does not %s one that is %j, and says why", async (action, state, reason) => {
    await expect(ask(tool, { action, ...one }, [found(context("hourly", state))])).rejects.toThrow(reason);
  });

  it("does not enable one that its flow disables", async () => {
    const answer = found(context("hourly"));
    const disabled = answer.results.map((row) => ({ ...row, abstractTrigger: { disabled: true } }));
    await expect(ask(tool, { action: "enable", ...one }, [{ ...answer, results: disabled }])).rejects.toThrow(
      "is disabled in the YAML of its flow, where alone it can be enabled",
    );
  });

  it("says that there is none", async () => {
    await expect(ask(tool, { action: "unlock", ...one }, [found()])).rejects.toThrow(
      "Kestra keeps no trigger hourly of company.team/load",
    );
  });

  it("shows it where only a preview is asked for", async () => {
    const { output, requests } = await ask(tool, { action: "restart", ...one, preview: true }, [
      found(context("hourly")),
    ]);
    expect(requests).toHaveLength(1);
    expect(output).toMatchObject({ preview: true, triggers: [{ triggerId: "hourly" }] });
  });
});

describe("manage_trigger and a search that finds more than it was asked for", () => {
  const others = [
    context("hourly", { namespace: "company.teams" }),
    context("hourly", { flowId: "other" }),
    context("daily"),
  ];

  it("changes the one trigger alone", async () => {
    const { requests } = await ask(tool, { action: "disable", ...one }, [
      found(...others, context("hourly")),
      context("hourly", { disabled: true }),
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers"]);
    await expect(ask(tool, { action: "disable", ...one }, [found(...others)])).rejects.toThrow(
      "Kestra keeps no trigger hourly of company.team/load",
    );
  });

  it("shows those of the namespace and its children alone", async () => {
    const { output } = await ask(tool, { action: "disable", ...all }, [
      found(...others, context("hourly", { namespace: "company.team.a" })),
    ]);
    expect(output.triggers).toMatchObject([
      { namespace: "company.team.a" },
      { namespace: "company.team", triggerId: "daily" },
      { namespace: "company.team", flowId: "other" },
    ]);
  });
});

describe("manage_trigger of a namespace or flow", () => {
  it("looks through further pages for those that fit", async () => {
    const off = Array.from({ length: 100 }, (_, i) => context(`off${i}`, { disabled: true }));
    const { output, requests } = await ask(tool, { action: "disable", ...all }, [
      { ...found(...off), total: 102 },
      { ...found(context("hourly"), context("daily")), total: 102 },
    ]);
    expect(requests).toHaveLength(2);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "daily" }, { triggerId: "hourly" }],
      message: changing("2 triggers would be disabled"),
    });
  });

  it("looks through a bounded number of pages, and does not say that calling again helps", async () => {
    const off = Array.from({ length: 100 }, (_, i) => context(`off${i}`, { disabled: true }));
    const { output, requests } = await ask(
      tool,
      { action: "disable", ...all },
      Array.from({ length: 10 }, () => ({ ...found(...off), total: 1200 })),
    );
    expect(requests).toHaveLength(10);
    expect(output.message).toEqual(
      expect.stringMatching(
        /^There is none to change: company\.team\/load\/off0 is disabled already; .+; and 97 more\. Left out: 200 that were not looked at\. Give a flow\.$/,
      ),
    );
  });

  it("does not say that a restart goes on with others", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => context(`t${i}`));
    const { output } = await after("restart", rows, [found(...rows), ...rows.slice(0, 50)]);
    expect(output.message).toBe("Restarted 50 triggers. Left out: 10 more that fit. Give a flow.");
  });

  it("tells of the others where one answer is not what its contract says", async () => {
    const both = [context("daily"), context("hourly")];
    const { output } = await after("disable", both, [
      found(...both),
      context("daily", { disabled: true }),
      { status: 200, body: { namespace: 5 } },
    ]);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "daily" }],
      failed: [
        { triggerId: "hourly", message: expect.stringContaining("look before you try again") as string },
      ],
    });
  });

  it.each([
    ["enable", { disabled: true }, "1 trigger would be enabled"],
    ["unlock", { executionId: "5xYz" }, "1 trigger would be unlocked"],
    ["restart", {}, "1 trigger would be restarted"],
    ["pause_backfill", { backfill: { paused: false } }, "the backfill of 1 trigger would be paused"],
    ["continue_backfill", { backfill: { paused: true } }, "the backfill of 1 trigger would be continued"],
    ["delete_backfill", { backfill: {} }, "the backfill of 1 trigger would be deleted"],
  ])("names what %s would do", async (action, state, would) => {
    const { output } = await ask(tool, { action, ...all }, [found(context("hourly", state))]);
    expect(output).toMatchObject({ message: changing(would) });
  });

  it.each([{}, { preview: false }])(
    "shows which would change before anything does, given %j",
    async (more) => {
      const { output, requests, queries } = await ask(tool, { action: "disable", ...all, ...more }, [
        found(context("hourly"), context("daily"), context("off", { disabled: true })),
      ]);
      expect(requests).toEqual(["GET /triggers/search"]);
      expect(queries[0]).toMatchObject({ "filters[namespace][PREFIX]": "company.team" });
      expect(output).toMatchObject({
        triggers: [{ triggerId: "daily" }, { triggerId: "hourly" }],
        preview: true,
        token: expect.stringMatching(/^[\w-]{16}$/) as string,
        message: changing("2 triggers would be disabled"),
      });
    },
  );

  it("changes those of the preview, in whatever order they come, and tells what Kestra refused", async () => {
    const rows = [context("hourly"), context("daily"), context("off", { disabled: true })];
    const { output, requests } = await after("disable", rows, [
      found(...rows.toReversed()),
      { status: 404, body: { message: "Not Found: Flow load has no trigger daily" } },
      context("hourly", { disabled: true }),
    ]);
    expect(requests).toEqual(["GET /triggers/search", "PUT /triggers", "PUT /triggers"]);
    expect(output).toMatchObject({
      triggers: [{ triggerId: "hourly" }],
      preview: false,
      message: "Disabled 1 trigger. Kestra refused 1.",
      failed: [{ triggerId: "daily", message: expect.stringContaining("has no trigger daily") as string }],
    });
  });

  it("changes nothing where others match by now, says what came and went, and previews anew", async () => {
    const now = [context("hourly"), context("new"), context("daily", { disabled: true })];
    const { output, requests } = await after(
      "disable",
      [context("hourly"), context("daily"), context("deleted")],
      [found(...now)],
    );
    expect(requests).toEqual(["GET /triggers/search"]);
    expect(output).toMatchObject({
      preview: true,
      triggers: [{ triggerId: "hourly" }, { triggerId: "new" }],
    });
    expect(output.message).toMatch(
      /^What matches has changed since that preview \(came: company\.team\/load\/new; went: company\.team\/load\/daily; not found any more: 1 trigger\)\. Nothing was changed: 2 triggers would be disabled\./,
    );
    const answers = [
      found(...now),
      context("hourly", { disabled: true }),
      context("new", { disabled: true }),
    ];
    const again = await ask(tool, { action: "disable", ...all, token: output["token"] }, answers);
    expect(again.output).toMatchObject({ preview: false, message: "Disabled 2 triggers." });
  });

  it("changes nothing by the token of another action, or by what is none", async () => {
    const rows = [context("hourly"), context("daily")];
    const { token } = (await ask(tool, { action: "disable", ...all }, [found(...rows)])).output;
    const other = ask(tool, { action: "restart", ...all, token }, [found(...rows)]);
    await expect(other).rejects.toThrow("Nothing that the preview of this token showed is found");
    const none = ask(tool, { action: "disable", ...all, token: "yes" }, [found(...rows)]);
    await expect(none).rejects.toThrow("This is no token of a preview");
  });

  it.each([{ baseUrl: "https://prod.example.com" }, { tenant: "prod" }])(
    "changes nothing by a token of another Kestra or tenant: %j",
    async (there) => {
      const rows = [context("hourly"), context("daily")];
      const { token } = (await ask(tool, { action: "disable", ...all }, [found(...rows)])).output;
      const other = ask(tool, { action: "disable", ...all, token }, [found(...rows)], "1.3", {
        edition: "oss",
        ...there,
      });
      await expect(other).rejects.toThrow("Nothing that the preview of this token showed is found");
    },
  );

  it("shows a bounded number, changes these, and says how many are left", async () => {
    const rows = Array.from({ length: 70 }, (_, i) => context(`t${i}`));
    const answer = { ...found(...rows), total: 120 };
    const { output, requests } = await after("disable", rows, [
      answer,
      ...rows.slice(0, 50).map((row) => ({ ...row, disabled: true })),
    ]);
    expect(requests).toHaveLength(51);
    expect(output.message).toBe(
      "Disabled 50 triggers. Left out: 20 more that fit and 50 that were not looked at. For the rest preview again afterwards, or give a flow.",
    );
  });

  it("does nothing where there is none, or none is left", async () => {
    const { output } = await ask(tool, { action: "unlock", ...all }, [found(context("hourly"))]);
    expect(output).toEqual({
      triggers: [],
      preview: true,
      message: "There is none to change: company.team/load/hourly is not locked.",
    });
    const rows = [context("hourly", { executionId: "5xYz" })];
    expect((await after("unlock", rows, [found(context("hourly"))])).output.message).toBe(
      "What matches has changed since that preview (went: company.team/load/hourly). There is none to change: company.team/load/hourly is not locked.",
    );
  });

  it("says that there is none at all, or that only the YAML enables it", async () => {
    const told = async (wish: object, answer: object = found()) =>
      (await ask(tool, { action: "enable", ...wish }, [answer])).output.message;
    expect(await told({ flow_id: "company.team/nope" })).toBe(
      "There is none to change: Kestra keeps no trigger of company.team/nope.",
    );
    expect(await told({ ...all, trigger_id: "daily" })).toBe(
      "There is none to change: Kestra keeps no trigger daily of company.team or below it.",
    );
    const inFlow = { type: "a.b.Schedule", disabled: true };
    const off = { triggerContext: context("hourly"), abstractTrigger: inFlow };
    expect(await told(all, { results: [off], total: 1 })).toBe(
      "There is none to change: company.team/load/hourly is disabled in the YAML of its flow, where alone it can be enabled.",
    );
  });
});

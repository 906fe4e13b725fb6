import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { lazy } from "../../../runtime/lazy.ts";
import { lifetimes } from "../../../runtime/confirm/tokens.ts";
import { done, drop, started, tokenIn } from "../support/confirm.ts";
import { httpServer, json, type Asked } from "../support/server.ts";
import { compiled, dropBox, manageBox } from "../support/tools.ts";
import { call, callAsking, list, sessionFor, textOf } from "../support/session.ts";
import type { Environment } from "../../../runtime/environment.ts";

describe("which calls ask", () => {
  const asks = async (env: Environment, name: string, values: object) => {
    const { session, sent } = await started(env);
    const { isError } = await call(session, name, values);
    expect(sent.length > 0).toBe(isError !== true);
    return isError === true;
  };
  const put = { action: "put", box_id: "a", label: "b" };
  const get = { action: "get", box_id: "a" };
  const relabel = { box_id: "a", label: "b" };

  test.each<[string, boolean, boolean, boolean]>([
    ["never", false, false, false],
    ["destructive", true, false, false],
    ["write", true, true, false],
  ])("%s: by what the chosen action does, not by the tool", async (policy, dropped, written, read) => {
    const env = { KESTRA_MCP_CONFIRM: policy };
    expect(await asks(env, "manage_box", drop)).toBe(dropped);
    expect(await asks(env, "drop_box", { box_id: "a" })).toBe(dropped);
    expect(await asks(env, "manage_box", put)).toBe(written);
    expect(await asks(env, "relabel_box", relabel)).toBe(written);
    expect(await asks(env, "manage_box", get)).toBe(read);
    expect(await asks(env, "get_box", { box_id: "a" })).toBe(read);
  });

  test("over stdio none, over HTTP those that destroy, where nothing is configured", async () => {
    const unset = { KESTRA_MCP_CONFIRM: "" };
    expect(await asks(unset, "manage_box", drop)).toBe(false);
    expect(await asks({ ...unset, KESTRA_MCP_TRANSPORT: "http" }, "manage_box", drop)).toBe(true);
    expect(await asks({ ...unset, KESTRA_MCP_TRANSPORT: "http" }, "manage_box", put)).toBe(false);
  });
});

describe("the argument confirm", () => {
  const shownTo = async (env: Environment) => {
    const { session } = await started(env);
    await session.detector.instance(AbortSignal.timeout(5000));
    const tools = await list(session);
    return tools.filter(({ inputSchema }) => "confirm" in inputSchema.properties).map(({ name }) => name);
  };

  test("is shown only by tools that ask", async () => {
    expect(await shownTo({ KESTRA_MCP_CONFIRM: "never" })).toEqual([]);
    expect(await shownTo({})).toEqual(["manage_box", "drop_box"]);
    expect(await shownTo({ KESTRA_MCP_CONFIRM: "write" })).toEqual(["manage_box", "drop_box", "relabel_box"]);
    expect(await shownTo({ KESTRA_MCP_CONFIRM: "write", KESTRA_MCP_READ_ONLY: "true" })).toEqual([]);
  });

  test("is not shown where the instance lacks the actions that ask", async () => {
    const { session } = await started({ KESTRA_API_VERSION: "1.3" });
    const manage = (await list(session)).find(({ name }) => name === "manage_box");
    expect(Object.keys(manage?.inputSchema.properties ?? {})).toEqual(["action", "box_id", "label"]);
  });

  test("is a flat text that is never required", async () => {
    const { session } = await started();
    const { inputSchema } = (await list(session)).find(({ name }) => name === "manage_box") ?? {};
    expect(inputSchema?.properties.confirm?.type).toBe("string");
    expect(inputSchema?.properties.confirm?.description?.length).toBeLessThanOrEqual(200);
    expect(inputSchema?.required).toEqual(["action", "box_id"]);
  });

  test("is refused like any other unknown one by a tool that does not ask", async () => {
    const { session, sent } = await started();
    const result = await call(session, "get_box", { box_id: "a", confirm: "x" });
    expect(textOf(result)).toContain("there is no argument confirm");
    const never = await started({ KESTRA_MCP_CONFIRM: "never" });
    expect((await call(never.session, "manage_box", { ...drop, confirm: "x" })).isError).toBe(true);
    expect([...sent, ...never.sent]).toEqual([]);
  });

  test("does no harm to an action that does not ask", async () => {
    const { session } = await started();
    const result = await call(session, "manage_box", { action: "get", box_id: "a", confirm: "x" });
    expect(result.structuredContent).toEqual({ id: "a" });
  });
});

describe("without forms", () => {
  test("the first call names what would be done, the second does it, a third does not", async () => {
    const { session, sent, url } = await started();
    const first = await call(session, "manage_box", drop);
    expect(first.isError).toBe(true);
    const text = textOf(first);
    expect(text).toContain(
      "Manage Box, action drop (manage_box): it destroys or overwrites something, which cannot be taken back.\n" +
        "Request:\n  DELETE /api/v1/main/boxes/a%20b?force=false\n" +
        'Arguments:\n  box_id: "a b"\n  force: false\n' +
        `Kestra: ${url}, tenant main`,
    );
    expect(text).toContain("within 5 minutes");
    expect(sent).toEqual([]);
    const confirm = tokenIn(first);
    expect(await call(session, "manage_box", { ...drop, confirm })).toMatchObject(done);
    expect(sent).toEqual(["DELETE /api/v1/main/boxes/a%20b?force=false"]);
    const third = await call(session, "manage_box", { ...drop, confirm });
    expect(textOf(third)).toContain("The token in confirm was used already, and its call was made then");
    expect(tokenIn(third)).not.toBe(confirm);
    expect(sent).toHaveLength(1);
  });

  test("a token holds for arguments that mean the same, in any order and with defaults", async () => {
    const { session, sent } = await started();
    const confirm = tokenIn(await call(session, "manage_box", drop));
    const same = { confirm, force: "false", label: null, action: "drop", box_id: "a b" };
    expect(await call(session, "manage_box", same)).toMatchObject(done);
    expect(sent).toHaveLength(1);
  });

  test("a token holds for nothing else", async () => {
    const { session, sent } = await started({ KESTRA_MCP_CONFIRM: "write" });
    const confirm = tokenIn(await call(session, "drop_box", { box_id: "a" }, { caller: "ann" }));
    const others: readonly [string, object, string | undefined][] = [
      ["drop_box", { box_id: "b" }, "ann"],
      ["drop_box", { box_id: "a", force: true }, "ann"],
      ["manage_box", { action: "drop", box_id: "a" }, "ann"],
      ["manage_box", { action: "put", box_id: "a", label: "b" }, "ann"],
      ["drop_box", { box_id: "a" }, "bob"],
      ["drop_box", { box_id: "a" }, undefined],
    ];
    for (const [name, values, caller] of others) {
      const result = await call(session, name, { ...values, confirm }, { caller });
      expect(textOf(result), name).toContain("is of another session, or for another call or other arguments");
    }
    const other = await started();
    expect((await call(other.session, "drop_box", { box_id: "a", confirm })).isError).toBe(true);
    expect([...sent, ...other.sent]).toEqual([]);
    await call(session, "drop_box", { box_id: "a", confirm }, { caller: "ann" });
    expect(sent).toHaveLength(1);
  });

  test("a token of one tool is none for another that takes the same", async () => {
    const tools = [dropBox, { ...dropBox, name: "wipe_box" }];
    const { session, sent } = await started({}, { ...compiled, tools });
    const confirm = tokenIn(await call(session, "drop_box", { box_id: "a" }));
    expect((await call(session, "wipe_box", { box_id: "a", confirm })).isError).toBe(true);
    expect(sent).toEqual([]);
  });

  test("the order of keys within an argument does not matter, that of a list does", async () => {
    const behaviour = { ...dropBox.behaviour, input: lazy(() => z.strictObject({ box_id: z.json() })) };
    const inputSchema = { type: "object", properties: { box_id: { type: "string" } } } as const;
    const { session } = await started({}, { ...compiled, tools: [{ ...dropBox, inputSchema, behaviour }] });
    const given = async (box_id: unknown, later: unknown) => {
      const confirm = tokenIn(await call(session, "drop_box", { box_id }));
      return (await call(session, "drop_box", { box_id: later, confirm })).isError !== true;
    };
    expect(await given({ a: { c: 1, d: 2 }, b: 3 }, { b: 3, a: { d: 2, c: 1 } })).toBe(true);
    expect(await given([1, 2], [2, 1])).toBe(false);
    expect(await given({ a: 1 }, { a: "1" })).toBe(false);
  });

  test("a token of one action is none for another that takes the same", async () => {
    const { drop: first } = manageBox.behaviour.actions;
    const behaviour = { by: "action", actions: { drop: first, wipe: first } };
    const { session, sent } = await started({}, { ...compiled, tools: [{ ...manageBox, behaviour }] });
    const confirm = tokenIn(await call(session, "manage_box", drop));
    const other = await call(session, "manage_box", { ...drop, action: "wipe", confirm });
    expect(textOf(other)).toContain("is of another session, or for another call");
    expect(sent).toEqual([]);
  });

  test("of two calls with one token one is carried out", async () => {
    const { session, sent } = await started();
    const confirm = tokenIn(await call(session, "manage_box", drop));
    const both = await Promise.all([1, 2, 3].map(() => call(session, "manage_box", { ...drop, confirm })));
    expect(both.filter(({ isError }) => isError !== true)).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  test("a token that came too late counts no more", async () => {
    const { session, sent } = await started();
    const confirm = tokenIn(await call(session, "manage_box", drop));
    const now = performance.now();
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now + lifetimes.argument * 1000 + 1);
    onTestFinished(() => {
      clock.mockRestore();
    });
    expect(textOf(await call(session, "manage_box", { ...drop, confirm }))).toContain("has expired");
    expect(sent).toEqual([]);
  });

  test.each([[""], [null], [true], [{}], ["yes"]])("%j is no token", async (confirm) => {
    const { session, sent } = await started();
    tokenIn(await call(session, "manage_box", { ...drop, confirm }));
    expect(sent).toEqual([]);
  });

  test("a wrong call is refused without asking", async () => {
    const { session } = await started();
    const wrong = [
      { action: "drop" },
      { ...drop, force: "perhaps" },
      { ...drop, nope: 1 },
      { ...drop, box_id: ".." },
    ];
    for (const values of wrong) {
      const result = await call(session, "manage_box", values);
      expect(result.isError).toBe(true);
      expect(textOf(result)).not.toContain("confirm:");
    }
    const older = await started({ KESTRA_API_VERSION: "1.3" });
    const lacking = await call(older.session, "manage_box", drop);
    expect(textOf(lacking)).toContain("action drop needs a Kestra of release 2.0");
  });

  test("of a tool with steps it says how it begins and what may follow", async () => {
    const { session, sent } = await started({ KESTRA_MCP_CONFIRM: "write" });
    const text = textOf(await call(session, "relabel_box", { box_id: "a", label: "b" }));
    expect(text).toContain(
      "Relabel Box (relabel_box): it changes something.\nRequest:\n  GET /api/v1/main/boxes/a\n",
    );
    expect(text).toContain(
      "What may follow, as the answers are:\n  POST /api/v1/main/boxes/a (write)\nArguments:\n",
    );
    expect(sent).toEqual([]);
  });
});

test("no credential stands in what is asked", async () => {
  const { session } = await started({ KESTRA_USERNAME: "us", KESTRA_PASSWORD: "canary-pw-1" });
  const text = textOf(await call(session, "manage_box", { ...drop, box_id: "canary-pw-1" }));
  const clientCapabilities = { elicitation: {} };
  const values = { ...drop, box_id: "canary-pw-1" };
  const form = JSON.stringify(await callAsking(session, "manage_box", values, { clientCapabilities }));
  expect(form).toContain("boxes/***");
  expect(text + form).not.toContain("canary-pw-1");
  expect(session.logged.join("")).not.toContain("canary-pw-1");
});

test("the calls that Kestra was asked are those of the release alone", async () => {
  const asked: Asked[] = [];
  const { url } = await httpServer((one, response) => {
    asked.push(one);
    json(response, { version: "2.0.1", edition: "OSS" });
  });
  await call(sessionFor(url, { KESTRA_MCP_CONFIRM: "destructive" }), "manage_box", drop);
  expect(asked.map(({ url }) => url)).toEqual(["/api/v1/configs"]);
});

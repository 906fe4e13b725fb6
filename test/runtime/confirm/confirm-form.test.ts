import { describe, expect, test } from "vitest";
import { type MethodContext } from "../../../runtime/mcp/handler.ts";
import { done, drop, started, tokenIn } from "../support/confirm.ts";
import { call, callAsking, textOf } from "../support/session.ts";
import { isInputRequired, type InputRequired } from "../../../runtime/confirm/input-required.ts";

describe("by a form", () => {
  const elicitation = { form: {} };
  const capable = { clientCapabilities: { elicitation } };

  async function formOf(session: Parameters<typeof call>[0], given: Partial<MethodContext> = {}) {
    const asked = await callAsking(session, "manage_box", drop, { ...capable, ...given });
    if (!isInputRequired(asked)) throw new Error(textOf(asked));
    return asked;
  }

  function answered(form: InputRequired, answer: unknown): Partial<MethodContext> {
    const { requestState } = form;
    return { ...capable, requestState, inputResponses: { confirm: answer } };
  }

  const yes = { action: "accept", content: { confirm: true } };

  test("it states what would be done, and asks for one thing", async () => {
    const { session, sent, url } = await started();
    const { inputRequests, requestState } = await formOf(session);
    const { method, params } = inputRequests?.confirm ?? {};
    expect(method).toBe("elicitation/create");
    expect(params).toMatchObject({
      mode: "form",
      requestedSchema: {
        type: "object",
        properties: { confirm: { type: "boolean" } },
        required: ["confirm"],
      },
    });
    expect(params?.message).toContain("Manage Box, action drop");
    expect(params?.message).toContain("DELETE /api/v1/main/boxes/a%20b");
    expect(params?.message).toContain(`Kestra: ${url}, tenant main`);
    expect(requestState).toMatch(/^[\w-]{40}$/);
    expect(sent).toEqual([]);
  });

  test.each([[{}], [{ form: {} }], [{ form: {}, url: {} }]])(
    "a client with %j is asked",
    async (declared) => {
      const { session } = await started();
      await formOf(session, { clientCapabilities: { elicitation: declared } });
    },
  );

  test.each([[undefined], [{ url: {} }], [true]])("a client with %j is not", async (declared) => {
    const { session } = await started();
    const clientCapabilities = declared === undefined ? {} : { elicitation: declared };
    tokenIn(await call(session, "manage_box", drop, { clientCapabilities }));
  });

  test("no token that was made up takes its place, one of ours does", async () => {
    const { session, sent } = await started();
    const asked = await callAsking(session, "manage_box", { ...drop, confirm: "yes" }, capable);
    expect(isInputRequired(asked)).toBe(true);
    const confirm = tokenIn(await call(session, "manage_box", drop));
    expect(sent).toEqual([]);
    expect(await call(session, "manage_box", { ...drop, confirm }, capable)).toMatchObject(done);
  });

  test("yes does it, once", async () => {
    const { session, sent } = await started();
    const form = await formOf(session);
    expect(await call(session, "manage_box", drop, answered(form, yes))).toMatchObject(done);
    const again = await call(session, "manage_box", drop, answered(form, yes));
    expect(textOf(again)).toContain("the answer to the form was used already. This time nothing was done.");
    expect(sent).toHaveLength(1);
  });

  test.each([
    [{ action: "accept", content: { confirm: false } }, "did not tick"],
    [{ action: "accept", content: { confirm: "true" } }, "did not tick"],
    [{ action: "accept" }, "did not tick"],
    [{ action: "decline" }, "The user declined"],
    [{ action: "decline", content: { confirm: true } }, "The user declined"],
    [{ action: "cancel" }, "dismissed"],
    [{ action: "constructor" }, "not answered"],
    [null, "not answered"],
    ["accept", "not answered"],
  ])("%j is no yes, and cannot become one", async (answer, why) => {
    const { session, sent } = await started();
    const form = await formOf(session);
    const result = await call(session, "manage_box", drop, answered(form, answer));
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(why);
    expect(textOf(result)).toContain("Nothing was done.");
    expect((await call(session, "manage_box", drop, answered(form, yes))).isError).toBe(true);
    expect(sent).toEqual([]);
  });

  test("a missing answer is asked for again", async () => {
    const { session } = await started();
    const { requestState = "" } = await formOf(session);
    await formOf(session, { requestState, inputResponses: { other: yes } });
  });

  test("an answer counts for nothing but the form that was shown", async () => {
    const { session, sent } = await started();
    const form = await formOf(session, { caller: "ann" });
    const given = answered(form, yes);
    const others: readonly [string, object, Partial<MethodContext>][] = [
      ["manage_box", { ...drop, box_id: "other" }, { ...given, caller: "ann" }],
      ["drop_box", { box_id: "a b" }, { ...given, caller: "ann" }],
      ["manage_box", drop, { ...given, caller: "bob" }],
      ["manage_box", drop, { ...given, caller: "ann", requestState: undefined }],
      ["manage_box", drop, { ...given, caller: "ann", requestState: "x" }],
    ];
    for (const [name, values, context] of others) {
      const result = await call(session, name, values, context);
      expect(textOf(result)).toContain(
        "is of another session, or for another call or other arguments. Nothing was done.",
      );
    }
    expect(sent).toEqual([]);
    await call(session, "manage_box", drop, { ...given, caller: "ann" });
    expect(sent).toHaveLength(1);
  });

  test("its state is no token, and a token is no state", async () => {
    const { session, sent } = await started();
    const { requestState = "" } = await formOf(session);
    const result = await call(session, "manage_box", { ...drop, confirm: requestState });
    expect(textOf(result)).toContain("is of another session, or for another call");
    const form = { resultType: "input_required" as const, requestState: tokenIn(result) };
    expect((await call(session, "manage_box", drop, answered(form, yes))).isError).toBe(true);
    expect(sent).toEqual([]);
  });

  test("of two answers to one form one counts", async () => {
    const { session, sent } = await started();
    const form = await formOf(session);
    await Promise.all([1, 2].map(() => call(session, "manage_box", drop, answered(form, yes))));
    expect(sent).toHaveLength(1);
  });
});

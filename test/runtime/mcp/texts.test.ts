import { nobody } from "../../../runtime/auth/principal.ts";
import { describe, expect, it } from "vitest";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { unwatched } from "../../../runtime/mcp/messages.ts";
import { sessionFor } from "../support/session.ts";
import { compiled } from "../support/tools.ts";

const listed = {
  name: "pack_box",
  title: "Pack a box",
  arguments: [{ name: "what", required: true }, { name: "for" }],
};
const packing = {
  ...listed,
  messages: [{ role: "user", content: { type: "text", text: "Pack {what} for {for}: {not_ours}." } }],
} as const;
const note = { uri: "box://note", name: "note", mimeType: "text/plain", text: "Boxes are square." };
const all = { ...compiled, prompts: [packing], resources: [note] };

/** Asks as a client does. */
async function ask(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<object> {
  const session = sessionFor("http://127.0.0.1:9", {}, all);
  const handler = kestraService("9.9.9", all).methods[method];
  if (handler === undefined) throw new Error(`There is no ${method}.`);
  return handler(params, {
    session,
    signal: new AbortController().signal,
    progress: unwatched,
    principal: nobody,
  });
}

describe("prompts and resources", () => {
  it("are not spoken of where there are none", () => {
    const { capabilities, methods } = kestraService("9.9.9", compiled);
    expect(Object.keys(capabilities)).toEqual(["tools", "logging"]);
    expect(Object.keys(methods)).toEqual(["tools/list", "tools/call"]);
    expect(kestraService("9.9.9", all).capabilities).toMatchObject({ prompts: {}, resources: {} });
  });

  it("are listed without what they say", async () => {
    expect(await ask("prompts/list")).toEqual({ prompts: [listed] });
    expect(await ask("resources/list")).toEqual({
      resources: [{ uri: "box://note", name: "note", mimeType: "text/plain" }],
    });
    await expect(ask("prompts/list", { cursor: "2" })).rejects.toThrow("one page only");
  });

  it("are given with their arguments filled in, and nothing else", async () => {
    const given = { name: "pack_box", arguments: { what: "{for}" } };
    expect(await ask("prompts/get", given)).toEqual({
      messages: [{ role: "user", content: { type: "text", text: "Pack {for} for : {not_ours}." } }],
    });
    expect(await ask("resources/read", { uri: "box://note" })).toEqual({
      contents: [{ uri: "box://note", mimeType: "text/plain", text: "Boxes are square." }],
    });
  });

  it.each([
    ["prompts/get", { name: "pack_bx" }, "Unknown prompt: pack_bx. Did you mean pack_box?"],
    ["prompts/get", { name: "pack_box" }, "pack_box: what is required."],
    ["prompts/get", { name: "pack_box", arguments: { what: 1 } }, "pack_box: what must be a text."],
    ["prompts/get", { name: "pack_box", arguments: { what: "a", foor: "b" } }, "Did you mean for?"],
    ["resources/read", { uri: 7 }, "Unknown resource: ."],
  ])("%s refuses %j in words", async (method, params, words) => {
    await expect(ask(method, params)).rejects.toThrow(words);
  });
});

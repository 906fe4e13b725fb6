import { describe, expect, it } from "vitest";
import type { Json } from "../../../../runtime/json.ts";
import { replayInputs } from "../../../../specs/steps/replay/replay-inputs.ts";

const flowTakes =
  (...ids: readonly string[]) =>
  (given: Record<string, Json>) =>
    Promise.resolve({
      inputs: ids.map((id) => ({
        id,
        type: "STRING",
        errors: given[id] === "wrong" ? [{ message: "it is wrong" }] : [],
      })),
    });

describe("the inputs of a replay", () => {
  it("are the old ones with the changes, also those inside objects, without what the flow no longer takes", async () => {
    const old = { word: "one", server: { port: 1 }, gone: "x", none: null, list: [1] };
    const check = flowTakes("word", "server.port", "none", "list");
    expect(await replayInputs("a", old, { word: "two" }, check)).toEqual({
      word: "two",
      "server.port": 1,
      list: [1],
    });
  });

  it("are refused with each that is wrong or not there", async () => {
    const call = replayInputs("a", { word: "one" }, { word: "wrong", colour: "red" }, flowTakes("word"));
    await expect(call).rejects.toThrow(
      /Nothing was replayed\. Of execution a: input word \(STRING\): it is wrong; there is no input colour/,
    );
  });

  it("need a secret again, whose value Kestra keeps encrypted", async () => {
    const old = { key: { type: "io.kestra.datatype:aes_encrypted", value: "x" } };
    await expect(replayInputs("a", old, { word: "two" }, flowTakes("word", "key"))).rejects.toThrow(
      "input key is a secret, whose value has to be given again",
    );
    expect(await replayInputs("a", old, { key: "new" }, flowTakes("word", "key"))).toEqual({ key: "new" });
  });
});

import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readSecret } from "../../../runtime/cli/user-verbs/read-secret.ts";

async function read(chunks: readonly (string | Buffer)[], isTTY: boolean) {
  const seen: string[] = [];
  const modes: boolean[] = [];
  const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const terminal = Object.assign(input, {
    isTTY,
    setRawMode: (mode: boolean) => {
      modes.push(mode);
      return terminal;
    },
  }) as unknown as Parameters<typeof readSecret>[0];
  const answer = await readSecret(terminal, (text) => seen.push(text), "Token: ").catch(String);
  return { answer, seen: seen.join(""), modes };
}

test("what is piped in is read whole, but for the line's end", async () => {
  expect(await read([" to", "ken\r\n"], false)).toEqual({ answer: " token", seen: "", modes: [] });
  expect((await read(["a\nb\n"], false)).answer).toBe("a\nb");
});

test("what is typed is not seen, up to the line's end", async () => {
  const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
  const { answer, seen, modes } = await read(["tox\u007fk", "en", first, second, "\rrest"], true);
  expect(answer).toBe("token\u00e9");
  expect(seen).toBe("Token: \n");
  expect(modes).toEqual([true, false]);
});

test("who stops has typed nothing, and the terminal is as it was", async () => {
  const { answer, modes } = await read(["tok\u0003"], true);
  expect(answer).toBe("ConfigurationError: Stopped.");
  expect(modes).toEqual([true, false]);
});

import { describe, expect, test } from "vitest";
import { file } from "../../../runtime/compiled/read.ts";

const read = file((answer) => answer);
const answer = (bytes: Uint8Array) => ({
  status: 200,
  mediaType: "application/octet-stream",
  text: Buffer.from(bytes).toString("utf8"),
  bytes,
});

describe("a file", () => {
  test("that is UTF-8 is given as its text", () => {
    expect(read(answer(Buffer.from("données\n")), {})).toEqual({ content: "données\n" });
  });

  test.each([
    ["bytes that are no UTF-8", [0x89, 0x50, 0x4e, 0x47, 0xff]],
    ["a NUL", [0x61, 0x00, 0x62]],
  ])("with %s is given as base64", (_, bytes) => {
    const given = read(answer(Uint8Array.from(bytes)), {});
    expect(given).toMatchObject({ encoding: "base64", mediaType: "application/octet-stream" });
    expect([...Buffer.from(given.content, "base64")]).toEqual(bytes);
  });
});

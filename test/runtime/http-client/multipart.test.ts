import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { encodeMultipart } from "../../../runtime/http-client/multipart.ts";

let count = 0;
const encode = (...args: Parameters<typeof encodeMultipart>) => encodeMultipart(...args);

test("bytes are exactly what was given, newlines and quotes too", () => {
  const { contentType, bytes } = encode(
    [
      { name: "plain", content: 'a\r\nb\nc\r"ü"' },
      { name: 'q"\r\nX: y', filename: 'ä"\n.csv', content: "a;b", mediaType: "text/csv" },
      { name: "bin", filename: "b", content: "AP+/\nDQo=", base64: true },
    ],
    () => "R",
  );
  expect(contentType).toBe("multipart/form-data; boundary=kestra-mcp-R");
  const expected = Buffer.concat([
    Buffer.from(
      "--kestra-mcp-R\r\n" +
        'Content-Disposition: form-data; name="plain"\r\n\r\n' +
        'a\r\nb\nc\r"ü"\r\n' +
        "--kestra-mcp-R\r\n" +
        'Content-Disposition: form-data; name="q%22%0D%0AX: y"; filename="ä%22%0A.csv"\r\n' +
        "Content-Type: text/csv\r\n\r\na;b\r\n" +
        "--kestra-mcp-R\r\n" +
        'Content-Disposition: form-data; name="bin"; filename="b"\r\n' +
        "Content-Type: application/octet-stream\r\n\r\n",
    ),
    Buffer.from([0x00, 0xff, 0xbf, 0x0d, 0x0a]),
    Buffer.from("\r\n--kestra-mcp-R--\r\n"),
  ]);
  expect(bytes.equals(expected)).toBe(true);
});

test("a boundary that a part holds is not used", () => {
  const { contentType } = encode([{ name: "a", content: "kestra-mcp-1" }], () => String(++count));
  expect(contentType).toBe("multipart/form-data; boundary=kestra-mcp-2");
});

test.each(["a", "ab=d", "a*==", "====", "YQ=", "YQ"])("%j is not base64", (content) => {
  expect(() => encode([{ name: "f", filename: "f", content, base64: true }], () => "R")).toThrow(
    "f: the content is not base64.",
  );
});

test("a media type cannot start another header, and text must be well-formed", () => {
  expect(() => encode([{ name: "f", content: "", mediaType: "a/b\r\nX: y" }], () => "R")).toThrow(InputError);
  expect(() => encode([{ name: "f", content: "\ud800" }], () => "R")).toThrow(InputError);
});

test("another reader gets the same names and contents", { timeout: 30_000 }, async () => {
  const text = fc.string({ unit: "grapheme" });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ name: text, content: text }), {
        minLength: 1,
        selector: ({ name }) => name,
      }),
      async (parts) => {
        const { contentType, bytes } = encode(parts, () => crypto.randomUUID());
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- a reader that shares nothing with ours
        const read = await new Response(bytes, { headers: { "Content-Type": contentType } }).formData();
        expect([...read.entries()]).toEqual(parts.map(({ name, content }) => [name, content]));
      },
    ),
    { numRuns: 100 },
  );
});

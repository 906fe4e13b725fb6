/** What files begin with, as hexadecimal digits: what people keep in a store and a client can show. */
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^89504e470d0a1a0a/, "image/png"],
  [/^ffd8ff/, "image/jpeg"],
  [/^47494638/, "image/gif"],
  [/^52494646.{8}57454250/, "image/webp"],
  [/^255044462d/, "application/pdf"],
  [/^504b(?:0304|0506)/, "application/zip"],
  [/^1f8b/, "application/gzip"],
  [/^50415231/, "application/vnd.apache.parquet"],
];

const anyBytes = "application/octet-stream";

/** The media type of bytes: what was said of them, or where that says nothing what their first bytes say. */
export function mediaTypeOf(bytes: Uint8Array, said: string): string {
  if (said !== "" && said !== anyBytes) return said;
  const start = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return signatures.find(([pattern]) => pattern.test(start))?.[1] ?? anyBytes;
}

/** What a `Content-Type` says, without its parameters, in lower case; empty where it says nothing. */
export function saidMediaType(header = ""): string {
  return (header.split(";")[0] ?? "").trim().toLowerCase();
}

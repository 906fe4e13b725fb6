import type { Part } from "./route.ts";

const lineBreak = Buffer.from("\r\n");
const blankLine = Buffer.from("\r\n\r\n");

/** A parameter of a header: `name="a"` or `name=a`. */
function parameterOf(header: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"|[;\\s]${name}=([^;\\s]+)`, "i").exec(
    header,
  );
  return found?.[1]?.replaceAll(/\\(.)/g, "$1") ?? found?.[2];
}

/** The server reads these of a file name as spaces, and drops quotes. */
function cleaned(filename: string): string {
  return filename
    .replaceAll(/[:,=;\t]/g, " ")
    .replaceAll('"', "")
    .trim();
}

function headersOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

function partOf(chunk: Buffer): Part | undefined {
  const split = chunk.indexOf(blankLine);
  if (split < 0) return undefined;
  const headers = headersOf(chunk.subarray(0, split).toString("utf8"));
  const disposition = headers.get("content-disposition") ?? "";
  const name = parameterOf(disposition, "name")?.replaceAll("%22", '"');
  if (name === undefined) return undefined;
  const filename = parameterOf(disposition, "filename");
  const contentType = headers.get("content-type");
  return {
    name,
    ...(filename === undefined ? {} : { filename: cleaned(filename) }),
    ...(contentType === undefined ? {} : { contentType }),
    bytes: chunk.subarray(split + blankLine.length),
  };
}

/** The parts of a `multipart/form-data` body; none of any other body. */
export function partsOf(contentType: string | undefined, body: Buffer): readonly Part[] {
  const boundary =
    contentType === undefined || !/^multipart\/form-data/i.test(contentType)
      ? undefined
      : parameterOf(contentType, "boundary");
  if (boundary === undefined) return [];
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) break;
    const part = partOf(body.subarray(start + mark.length + lineBreak.length, next - lineBreak.length));
    if (part !== undefined) parts.push(part);
    start = next;
  }
  return parts;
}

import { InputError } from "../errors.ts";
import type { Part } from "./request-plan.ts";
import { say, shortened } from "../text/said.ts";

/** A body ready to be sent, with its `Content-Type`. */
export interface Encoded {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * A `multipart/form-data` body (RFC 7578), byte for byte: contents are sent as they are, newlines too. Names and file
 * names are escaped as browsers do.
 * @param random a new text of letters and digits at each call, for the boundary
 * @throws InputError for base64 that is none, and for text that is not well-formed
 */
export function encodeMultipart(parts: readonly Part[], random: () => string): Encoded {
  const contents = parts.map((part) => ({ head: head(part), bytes: bytesOf(part) }));
  const boundary = boundaryFor(
    contents.map(({ bytes }) => bytes),
    random,
  );
  const chunks = contents.flatMap(({ head, bytes }) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    bytes,
    Buffer.from("\r\n"),
  ]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function boundaryFor(contents: readonly Buffer[], random: () => string): string {
  for (;;) {
    const boundary = `kestra-mcp-${random()}`;
    if (!contents.some((bytes) => bytes.includes(boundary))) return boundary;
  }
}

function head(part: Part): string {
  const filename = part.filename === undefined ? "" : `; filename="${escape(part.filename)}"`;
  const disposition = `Content-Disposition: form-data; name="${escape(part.name)}"${filename}`;
  const mediaType = part.mediaType ?? (part.filename === undefined ? undefined : "application/octet-stream");
  if (mediaType === undefined) return disposition;
  if (!/^[\x20-\x7e]+$/.test(mediaType)) {
    throw new InputError(say`${JSON.stringify(mediaType)} is not a media type such as text/csv.`);
  }
  return `${disposition}\r\nContent-Type: ${mediaType}`;
}

function escape(name: string): string {
  return wellFormed(name).replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function bytesOf(part: Part): Buffer {
  if (part.base64 !== true) return Buffer.from(wellFormed(part.content));
  if (!isBase64(part.content)) throw new InputError(say`${part.name}: the content is not base64.`);
  return Buffer.from(part.content, "base64");
}

/** True for base64 in its standard alphabet, padded; it may have white space in it. */
export function isBase64(content: string): boolean {
  const text = content.replace(/\s/g, "");
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function wellFormed(text: string): string {
  if (!text.isWellFormed())
    throw new InputError(say`${shortened(JSON.stringify(text), 60, "…")} is not well-formed text.`);
  return text;
}

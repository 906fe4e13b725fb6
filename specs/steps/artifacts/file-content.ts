import { InputError, KestraError } from "../../../runtime/errors.ts";
import { fittingRows } from "../../../runtime/json/leave-out.ts";
import { limits } from "../../../runtime/limits.ts";
import { say, shortened } from "../../../runtime/text/said.ts";
import type { FileContent } from "../../../runtime/tool/downloads.ts";
import { fileNameOf } from "./storage-uri.ts";

/** A file as a call reads it; its encoding is `none` where there is no such file. */
export interface ReadFile {
  readonly result: string;
  readonly encoding?: string | null | undefined;
  readonly mediaType?: string | null | undefined;
}

interface Preview {
  readonly type: string;
  readonly content?: unknown;
  readonly truncated: boolean;
}

/** How a file is asked for. */
export interface FileCalls {
  readonly size: () => Promise<{ readonly size: number }>;
  readonly file: () => Promise<ReadFile>;
  /** Absent where the whole is wanted. */
  readonly preview?: (rows: number) => Promise<Preview>;
}

/** Rows of a preview at most, and the characters of their JSON. */
const mostRows = 100;
const roomOfRows = 15_000;

/** A file's size, and of ION its rows where there is a preview, of all else its content. @throws InputError where there is no such file */
export async function fileContent(uri: string, offset: number, calls: FileCalls) {
  const preview = /\.ion$/i.test(uri) ? calls.preview : undefined;
  const [{ size }, rows, file] = await Promise.all([
    calls.size(),
    preview && rowsOf(preview, offset),
    preview ? undefined : calls.file(),
  ]).catch((error: unknown) => {
    throw told(error, uri);
  });
  if (size < 0) throw missing(uri);
  const type = extensionOf(uri);
  if (rows !== undefined) return { type, size, ...rows };
  const { encoding, ...content } = file ?? (await calls.file());
  if (encoding === "none") throw missing(uri);
  return { type: encoding === "base64" ? "bytes" : type, size, encoding, ...content };
}

/** The rows of a preview from an offset on; undefined where Kestra can make none of the file. */
async function rowsOf(ask: NonNullable<FileCalls["preview"]>, offset: number) {
  try {
    const { type, content, truncated } = await ask(offset + mostRows);
    if (type === "none") return undefined;
    const all = Array.isArray(content) ? (content as readonly unknown[]) : linesOf(content);
    const wanted = all.slice(offset);
    const rows = wanted.slice(0, Math.max(1, fittingRows(wanted, roomOfRows)));
    const end = offset + rows.length;
    const note = noteOf(offset, end, end < all.length || truncated, all.length);
    return { rows, ...(note !== undefined && { truncated: note }) };
  } catch (error) {
    if (error instanceof KestraError && [400, 422, 500].includes(error.status)) return undefined;
    throw error;
  }
}

function noteOf(offset: number, end: number, isMore: boolean, read: number): string | undefined {
  if (end === offset && isMore) return `Kestra gives a preview of ${read} rows at most, and there are more.`;
  if (end === offset && offset > 0) return `Of ${read} rows there is nothing from ${offset} on.`;
  return isMore
    ? `Rows ${offset + 1} to ${end}; there are more. For the next ones call again with offset: ${end}.`
    : undefined;
}

/** Rows that are no objects come as lines of a text. */
function linesOf(content: unknown): readonly string[] {
  return typeof content === "string" && content !== "" ? content.split("\n") : [];
}

/**
 * A whole file, to be saved. @param name that it gets
 * @throws InputError where there is no such file, or where it is too large
 */
export async function wholeFile(
  uri: string,
  name: string,
  calls: Omit<FileCalls, "preview">,
): Promise<FileContent> {
  const { size } = await calls.size().catch((error: unknown) => {
    throw told(error, uri);
  });
  if (size < 0) throw missing(uri);
  if (size > limits.download)
    throw new InputError(
      say`The file has ${size} bytes, and one that is saved at most ${limits.download}. It can be read in parts, with action get and an offset.`,
    );
  const { result, encoding } = await calls.file();
  if (encoding === "none") throw missing(uri);
  return { name, content: result, encoding };
}

/** Kestra sends on to another place what does not lie in the execution's folder: of another namespace, or flow. */
function told(error: unknown, uri: string): unknown {
  if (!(error instanceof KestraError) || error.status < 300 || error.status > 399) return error;
  return new InputError(
    say`uri: ${shortened(uri, 500)} is no file of this execution: its namespace or flow is another one's. list_artifacts names them.`,
  );
}

function missing(uri: string): InputError {
  return new InputError(
    say`There is no file ${shortened(uri, 500)} (404): it was deleted, or never made. list_artifacts names those of the execution.`,
  );
}

/** What a file's name ends with, such as `csv`; `file` where that says nothing. */
function extensionOf(uri: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(fileNameOf(uri))?.[1]?.toLowerCase() ?? "file";
}

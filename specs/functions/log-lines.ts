import { withoutNulls, type WithoutNulls } from "./without-nulls.ts";

/** A line of a log as Kestra gives it. */
interface Line {
  readonly level?: string | null | undefined;
  readonly message?: string | null | undefined;
}

export type LogLevel = "ERROR" | "WARN" | "INFO" | "DEBUG" | "TRACE";

/** The level at which Kestra logs stack traces, and little else. */
const trace = "TRACE";

/** The level above it. */
export const aboveTrace = "DEBUG";

/** What whoever reads a log is not shown unless they ask for it. */
interface LeftOut {
  lines: number;
  traces: number;
}

/**
 * The lines without those at TRACE, and with stack traces cut after their first line; all as it is where TRACE was asked for.
 * `truncated` says what is missing and how to get it.
 */
export function withoutTraces<Row extends Line>(
  rows: readonly Row[],
  min_level: string | undefined,
): { results: WithoutNulls<Row>[]; truncated?: string } {
  if (min_level === trace) return { results: rows.map(withoutNulls) };
  const left: LeftOut = { lines: 0, traces: 0 };
  const results = rows.flatMap((row) => {
    if (row.level === trace) return skip(left);
    const { message } = row;
    return [withoutNulls(typeof message === "string" ? { ...row, message: shortened(message, left) } : row)];
  });
  return { results, ...told(left) };
}

/** The level to search from: Kestra leaves out what is below, so that pages are full and `total` counts what is shown. */
export function levelToSearch<Level extends string>(min_level: Level | undefined): Level | typeof aboveTrace {
  return min_level ?? aboveTrace;
}

/** What a search found, likewise; where no level was asked for, an error tells that its stack trace was not even read. */
export function foundLines<Row extends Line>(
  { results, total }: { readonly results: readonly Row[]; readonly total?: number | null | undefined },
  min_level: string | undefined,
): { results: WithoutNulls<Row>[]; total?: number | undefined; truncated?: string | undefined } {
  const isTold = min_level === undefined && results.some(({ level }) => level === "ERROR");
  const truncated = isTold ? withoutTraceLines : undefined;
  return { truncated, ...withoutTraces(results, min_level), total: total ?? undefined };
}

/** Likewise of a log as one text, as Kestra prints it: `2026-05-01T10:00:00Z INFO message`, which may take several lines. */
export function textWithoutTraces(text: string): { result: string; truncated?: string } {
  const left: LeftOut = { lines: 0, traces: 0 };
  const entries = text.split(/^(?=\d{4}-\d\d-\d\dT\S+ (?:ERROR|WARN|INFO|DEBUG|TRACE) )/m);
  const kept = entries.flatMap((entry) =>
    /^\S+ TRACE /.test(entry) ? skip(left) : [shortened(entry, left)],
  );
  return { result: kept.join(""), ...told(left) };
}

/** What is said of a log that was read without its lines at TRACE, whether there are any or not. */
export const withoutTraceLines =
  "Lines at TRACE, such as stack traces, are left out: min_level TRACE gives them.";

function skip(left: LeftOut): [] {
  left.lines++;
  return [];
}

/** How many more frames there were than Java prints. */
const more = /\.\.\. \d+ (?:more|common frames omitted)\r?$/y;

/** Line by line, and not by one pattern: lines can be long, and whoever writes a log may have any of them in it. */
function shortened(message: string, left: LeftOut): string {
  const [first = "", ...lines] = message.split("\n");
  const kept = [first];
  let isInTrace = false;
  for (const line of lines) {
    const before = isInTrace;
    isInTrace = isFrame(line);
    if (!isInTrace) kept.push(line);
    else if (!before) kept.push(withoutReturn(kept.pop() ?? ""));
  }
  if (kept.length > lines.length) return message;
  left.traces++;
  return kept.join("\n");
}

/** `a.B.c`, `app//a.B.<init>` and the like. */
const javaName = /^[\w$<>./@-]+$/;
const javaPlace = /^(?:Native Method|Unknown Source|[^\s:]+\.[A-Za-z]\w*(?::\d+)?)$/;

/** `f `, `async A.f `, `new A `, with the space before the bracket. */
const scriptName = /^(?:async |new )?[\w$.<>#-]+ (?:\[as [\w$]+\] )?$/;
const scriptPlace = /^(?:<anonymous>|native|\S+\.[A-Za-z]\w*:\d+(?::\d+)?|node:\S+)$/;

/** What may follow a frame: the archive that it comes from. */
const archive = /^(?: ~?\[[^\]]*\])?\r?$/;

/** One of Java's, such as `\tat a.B.c(B.java:1)`, or of JavaScript's, or how many more there were. */
function isFrame(line: string): boolean {
  let start = 0;
  while (line[start] === " " || line[start] === "\t") start++;
  if (start === 0) return false;
  more.lastIndex = start;
  if (!line.startsWith("at ", start)) return more.test(line);
  const opening = line.indexOf("(", start);
  const closing = line.indexOf(")", opening);
  if (opening === -1 || closing === -1 || !archive.test(line.slice(closing + 1))) return false;
  const name = line.slice(start + "at ".length, opening);
  const place = line.slice(opening + 1, closing);
  return (
    (javaName.test(name) && name.includes(".") && javaPlace.test(place)) ||
    (scriptName.test(name) && scriptPlace.test(place))
  );
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function told({ lines, traces }: LeftOut): { truncated?: string } {
  const parts = [
    ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? "line" : "lines"} at TRACE`]),
    ...(traces === 0 ? [] : [`the frames of ${traces} stack ${traces === 1 ? "trace" : "traces"}`]),
  ];
  return parts.length === 0
    ? {}
    : { truncated: `Left out: ${parts.join(" and ")}. min_level TRACE gives them.` };
}

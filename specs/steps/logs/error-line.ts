import { say, shortened } from "../../../runtime/text/said.ts";

/** Characters of an error at most. */
const most = 300;

/** What a script's end says of what went wrong before it. */
const onlyTheEnd = /^Command failed with exit code \d+/;

/**
 * The line of a log that says what went wrong, and not its stack: of lines that are told the newest first, the newest that
 * is no part of a stack; where that is only how a script ended, with what the script said before.
 * @param messages of lines at ERROR, the newest first
 * @param mask takes secrets out, before anything is cut
 * @returns one line of at most 300 characters; undefined where there is none
 */
export function errorLine(
  messages: readonly (string | null | undefined)[],
  mask: (text: string) => string,
): string | undefined {
  const lines = messages.map((message) => mainLine(message ?? "")).filter((line) => line !== "");
  const [newest, before] = lines.filter((line) => !isOfStack(line));
  const told = newest ?? lines[0]?.trim();
  if (told === undefined) return undefined;
  return onlyTheEnd.test(told) && before !== undefined && !onlyTheEnd.test(before)
    ? oneLine(`${before.trim()} (${told.trim()})`, mask)
    : oneLine(told.trim(), mask);
}

/** A text as one line of at most 300 characters, masked before it is cut. */
export function oneLine(text: string, mask: (text: string) => string, characters = most): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return say`${shortened(flat, characters - 1, "…")}`.masked(mask);
}

/** Of a text with several lines the one that names the error: Java and JavaScript tell it first, Python last. */
function mainLine(message: string): string {
  const lines = message.split("\n").filter((line) => line.trim() !== "");
  const [first = ""] = lines;
  if (!isTraceback(first)) return first;
  return lines.findLast((line) => !isOfStack(line)) ?? first;
}

/** Begins with a space, or as Java's and Python's stacks do. */
function isOfStack(line: string): boolean {
  return /^\s/.test(line) || /^(?:at |Caused by: |Node\.js v\d)/.test(line) || isTraceback(line);
}

function isTraceback(line: string): boolean {
  return line.startsWith("Traceback (most recent call last)");
}

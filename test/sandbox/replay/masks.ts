import type { Json } from "./recording.ts";
import type { Pairing } from "./pairing.ts";

/** A leaf of an answer, or a header of it, where the recording and this run may differ. */
export interface Leaf {
  /** `results[0].state.current`; indices as they are in the recording. */
  readonly path: string;
  /** The last name of the path. */
  readonly key: string;
}

/** What may vary between two runs, and why. */
export interface Mask {
  readonly name: string;
  readonly reason: string;
  /** Whether this run's value may stand where the recording has the other. */
  covers(leaf: Leaf, recorded: Json | undefined, actual: Json | undefined, pairs: Pairing): boolean;
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string";
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const duration = /^-?PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$/;

/** Ids of Kestra (with digits or many capitals, unlike words), UUIDs, and the numbers that files are named by. */
const anyId =
  /\b(?=[0-9A-Za-z]*(?:\d|(?:[a-z]*[A-Z]){5}))[0-9A-Za-z]{20,22}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{15,19}(?=\.\w)/g;

function decoded(text: string): string {
  return text.replaceAll(/(%[0-9A-F]{2})+/g, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** A text without its ids, and those. Addresses in error bodies are percent-encoded. */
function withoutIds(text: string): { readonly rest: string; readonly ids: readonly string[] } {
  return {
    rest: decoded(text).replaceAll(anyId, "#"),
    ids: decoded(text).match(anyId) ?? [],
  };
}

/** The first words of an error message: what of it is Kestra's own, and not Java's, the parser's or the database's. */
function classOf(message: string): string {
  const [head = ""] = message.split(/: |\n/);
  return head.replaceAll(/['`"(].*$/g, "").trim();
}

const dates = new Set([
  "date",
  "startDate",
  "endDate",
  "timestamp",
  "updated",
  "creationDate",
  "updateDate",
  "expirationDate",
  "originalCreatedDate",
  "scheduleDate",
]);

const ofTriggers = new Set([
  "updatedAt",
  "updatedDate",
  "lastTriggeredDate",
  "nextExecutionDate",
  "previousNextExecutionDate",
  "end",
]);

export const masks: readonly Mask[] = [
  {
    name: "ids",
    reason:
      "Ids and UUIDs are made up anew in each run; within a scenario each of them has one partner, wherever it stands.",
    covers: (_, recorded, actual, pairs) => {
      if (!isText(recorded) || !isText(actual)) return false;
      const [one, other] = [withoutIds(recorded), withoutIds(actual)];
      return (
        one.ids.length > 0 &&
        one.rest === other.rest &&
        one.ids.length === other.ids.length &&
        one.ids.every((id, index) => pairs.pair(id, other.ids[index] ?? ""))
      );
    },
  },
  {
    name: "dates",
    reason: "When something happened is another time in each run, with three, six or nine decimals.",
    covers: ({ key }, recorded, actual) =>
      dates.has(key) && isText(recorded) && isText(actual) && instant.test(recorded) && instant.test(actual),
  },
  {
    name: "dates of triggers",
    reason:
      "When a trigger was found, changed or evaluated is another time in each run; dates of its schedule are whole minutes, and are no such time.",
    covers: ({ key }, recorded, actual) =>
      ofTriggers.has(key) &&
      isText(recorded) &&
      isText(actual) &&
      instant.test(recorded) &&
      instant.test(actual) &&
      !/:00Z$/.test(recorded) &&
      !/:00Z$/.test(actual),
  },
  {
    name: "the client of a webhook",
    reason: "The address, the connection and the credentials are those of whoever calls.",
    covers: ({ path }, recorded, actual) =>
      /(^|\.)trigger\.variables\.headers\.(Host|Connection|authorization)\[0\]$/.test(path) &&
      isText(recorded) &&
      isText(actual),
  },
  {
    name: "dates of resuming",
    reason: "When a pause ended is another time in each run.",
    covers: ({ path }, recorded, actual) =>
      /(^|\.)resumed\.on$/.test(path) &&
      isText(recorded) &&
      isText(actual) &&
      instant.test(`${recorded}Z`) &&
      instant.test(`${actual}Z`),
  },
  {
    name: "dates of log lines",
    reason:
      "When a line was logged is another time in each run; and where in Java's code something was thrown is no business of the sandbox.",
    covers: ({ path }, recorded, actual) => {
      if (path !== "" || !isText(recorded) || !isText(actual)) return false;
      const [one, other] = [undated(recorded), undated(actual)];
      return one !== recorded && (recorded.endsWith("…cut…") ? other.startsWith(one) : one === other);
    },
  },
  {
    name: "dates in sources",
    reason: "A source that Kestra wrote itself says when the flow was written.",
    covers: ({ key }, recorded, actual) => {
      if (key !== "source" || !isText(recorded) || !isText(actual)) return false;
      const undated = (text: string): string => text.replace(/^updated: \S+$/m, "updated:");
      return /^updated: /m.test(recorded) && undated(recorded) === undated(actual);
    },
  },
  {
    name: "durations",
    reason: "How long something took is another time in each run.",
    covers: ({ key }, recorded, actual) =>
      key === "duration" &&
      isText(recorded) &&
      isText(actual) &&
      duration.test(recorded) &&
      duration.test(actual),
  },
  {
    name: "file times",
    reason: "When a file was made and changed is another time in each run, in milliseconds since 1970.",
    covers: ({ key }, recorded, actual) =>
      (key === "lastModifiedTime" || key === "creationTime") &&
      typeof recorded === "number" &&
      typeof actual === "number",
  },
  {
    name: "threads",
    reason: "A thread's name counts what the whole server did before.",
    covers: ({ key }, recorded, actual) => key === "thread" && isText(recorded) && isText(actual),
  },
  {
    name: "stack traces",
    reason: "Where in Java's code something was thrown is no business of the sandbox; what was thrown is.",
    covers: ({ key }, recorded, actual) =>
      (key === "stackTrace" || key === "message") &&
      isText(recorded) &&
      isText(actual) &&
      recorded.includes("\n\tat ") &&
      thrown(recorded, key) === thrown(actual, key),
  },
  {
    name: "words of errors",
    reason:
      "After its first words an error message is Java's, a parser's or a database's text, or lists names in no order.",
    covers: ({ path, key }, recorded, actual) =>
      key === "message" &&
      /^(message|_embedded\.errors\[\d+\]\.message)$/.test(path) &&
      isText(recorded) &&
      isText(actual) &&
      classOf(recorded) === classOf(actual),
  },
  {
    name: "words of nested errors",
    reason: "A nested error is all Java's text, unless it is one of Kestra's own sentences on a flow.",
    covers: ({ path }, recorded, actual) =>
      /^_embedded\.errors\[\d+\]\.message$/.test(path) &&
      isText(recorded) &&
      isText(actual) &&
      /io\.kestra\.|Failed to convert|YAML parsing error|while parsing|Cannot construct/.test(recorded),
  },
  {
    name: "words of constraints",
    reason: "The constraints of a validation quote the parser of YAML, or list names in no order.",
    covers: ({ key }, recorded, actual) =>
      key === "constraints" &&
      isText(recorded) &&
      isText(actual) &&
      (sameSentences(recorded, actual) ||
        (/not marked as ignorable|Illegal Flow source/.test(recorded) &&
          classOf(recorded.replace(/^Validation error: /, "")) ===
            classOf(actual.replace(/^Validation error: /, "")))),
  },
];

/** A text of log lines without their dates, and without the frames of stack traces. */
function undated(text: string): string {
  return text
    .replace("…cut…", "")
    .replaceAll(/^20\d\d-\S+Z(?= [A-Z]+ )/gm, "")
    .replaceAll(/\n\tat [^\n]*/g, "")
    .replaceAll(/\n+(?=\n|$)/g, "");
}

/** A stack trace's first line, which of an error's own trace is the exception and then Java's text. */
function thrown(trace: string, key: string): string {
  const [line = ""] = trace.split("\n");
  return key === "stackTrace" ? (line.split(": ")[0] ?? "") : line;
}

/** The lines of a message that is built from several violations, whatever their order. */
function sameSentences(recorded: string, actual: string): boolean {
  const lines = (text: string): string =>
    text
      .replace(/^Validation error: /, "")
      .split("\n")
      .sort()
      .join("\n");
  return lines(recorded) === lines(actual);
}

/** A list whose order says nothing, and why. */
export interface Unordered {
  readonly reason: string;
  readonly path: RegExp;
  /** Only without a `sort` in the request. */
  readonly unsorted?: true;
}

export const unordered: readonly Unordered[] = [
  { path: /^_embedded\.errors$/, reason: "Kestra finds the violations of a flow in no order." },
  { path: /(^|\.)labels$/, reason: "Kestra keeps labels in no order once some were set." },
  { path: /^results$/, unsorted: true, reason: "Without a sort the database answers in no order." },
  { path: /^$/, unsorted: true, reason: "A list that is no page comes as the database or the disk has it." },
  { path: /^(nodes|edges)$/, reason: "Graphs are sets." },
];

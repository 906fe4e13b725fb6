import type { Data } from "../test/support/data.ts";

const mostCharacters = 200;

/** Tells what happens as people read it. */
export interface Say {
  readonly heading: (text: string) => void;
  readonly line: (text: string) => void;
  /** Typed by a person. */
  readonly command: (text: string) => void;
  readonly call: (what: string, tool: string, args: Readonly<Record<string, unknown>>) => void;
  readonly progress: (message: string) => void;
  readonly answer: (answer: Readonly<Record<string, unknown>>) => void;
  readonly error: (text: string) => void;
}

/** @param write is given the text, piece by piece */
export function transcript(write: (text: string) => void): Say {
  return {
    heading: (text) => {
      write(`\n== ${text}\n`);
    },
    line: (text) => {
      write(`   ${text}\n`);
    },
    command: (text) => {
      write(`\n   $ ${text}\n`);
    },
    call: (what, tool, args) => {
      write(`\n-- ${what}\n   ${tool}\n`);
      for (const [name, value] of Object.entries(args)) write(argument(name, value));
    },
    progress: (message) => {
      write(`   .. ${message}\n`);
    },
    answer: (answer) => {
      for (const [key, value] of Object.entries(answer)) write(`   -> ${key}: ${JSON.stringify(value)}\n`);
    },
    error: (text) => {
      write(`   !! ${text}\n`);
    },
  };
}

function argument(name: string, value: unknown): string {
  const text = typeof value === "string" ? value.trimEnd() : JSON.stringify(value);
  const lines = text.split("\n");
  return lines.length === 1
    ? `     ${name}: ${text}\n`
    : `     ${name}:\n${lines.map((it) => `       ${it}\n`).join("")}`;
}

/** What nobody looks at who sees an answer for the first time. */
const unread: ReadonlySet<string> = new Set([
  "labels",
  "metadata",
  "originalId",
  "deleted",
  "flowRevision",
  "url",
]);

/** An answer without what is long in it, or says nothing. */
export function shorten(answer: Data): Readonly<Record<string, unknown>> {
  const entries = Object.entries(answer);
  return Object.fromEntries(
    entries
      .filter(([key, value]) => value !== null && value !== undefined && !unread.has(key))
      .map(([key, value]) => [key, key === "state" ? (value as { current: string }).current : value] as const)
      .filter(([, value]) => JSON.stringify(value).length <= mostCharacters),
  );
}

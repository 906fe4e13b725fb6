import type { Data } from "../test/support/data.ts";

const mostCharacters = 200;

/** Prints what happens as people read it. */
export const say = {
  heading(text: string): void {
    write(`\n== ${text}\n`);
  },
  line(text: string): void {
    write(`   ${text}\n`);
  },
  call(what: string, tool: string, args: Readonly<Record<string, unknown>>): void {
    write(`\n-- ${what}\n   ${tool}\n`);
    for (const [name, value] of Object.entries(args)) {
      const text = typeof value === "string" ? value.trimEnd() : JSON.stringify(value);
      const lines = text.split("\n");
      write(
        lines.length === 1
          ? `     ${name}: ${text}\n`
          : `     ${name}:\n${lines.map((it) => `       ${it}\n`).join("")}`,
      );
    }
  },
  answer(answer: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(answer)) write(`   -> ${key}: ${JSON.stringify(value)}\n`);
  },
};

/** An answer without what is long in it, or says nothing. */
export function shorten(answer: Data): Readonly<Record<string, unknown>> {
  const entries = Object.entries(answer);
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, key === "state" ? (value as { current: string }).current : value] as const)
      .filter(([, value]) => JSON.stringify(value).length <= mostCharacters),
  );
}

function write(text: string): void {
  process.stdout.write(text);
}

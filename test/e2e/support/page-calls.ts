import { expect } from "vitest";
import { until } from "./flows.ts";
import { check, kestra } from "./kestra.ts";

/** A call of a page, and what its answer holds. */
interface Call {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly holds: readonly { readonly path: string; readonly text: string }[];
}

/** How the calls of a page are made. */
export interface PageCalls {
  /** A text of the page as it is on this Kestra. */
  readonly here: (text: string) => string;
  /** Absent: the server of the file makes them. */
  readonly get?: (tool: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** Makes a check of each section of a page that has calls: they are made, and their answers are held to their tables. */
export function checkPage(
  page: string,
  { here, get = (tool, args) => kestra.get(tool, args) }: PageCalls,
): void {
  for (const section of page.split(/^## /m).slice(1)) {
    const [title = ""] = section.split("\n");
    check(`answers “${title}”`, async () => {
      const calls = callsIn(section, here);
      expect(calls.length).toBe(section.split("```json").length - 1);
      expect(calls.length).toBeGreaterThan(0);
      for (const call of calls) {
        expect(call.holds.length, call.tool).toBeGreaterThan(0);
        await until(
          async () => missing(await get(call.tool, call.arguments), call),
          (faults) => faults.length === 0,
        );
      }
    });
  }
}

/** The calls of a section, each with the table that follows it. */
function callsIn(section: string, here: PageCalls["here"]): readonly Call[] {
  return [...section.matchAll(/^```json\n([^]*?)^```\n\n((?:\|.*\|\n)+)/gm)].map(
    ([, json = "", table = ""]) => {
      const rows = [...table.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\|$/gm)];
      return {
        ...(JSON.parse(here(json)) as Omit<Call, "holds">),
        holds: rows.map(([, path = "", text = ""]) => ({ path, text: here(text) })),
      };
    },
  );
}

/** The value at a path such as `causes[0].object`, as JSON; a text as it is. */
function at(answer: unknown, path: string): string {
  const value = path
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<unknown>((outer, key) => (outer as Record<string, unknown> | undefined)?.[key], answer);
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function missing(answer: unknown, { holds }: Call): readonly string[] {
  return holds
    .filter(({ path, text }) => !at(answer, path).includes(text))
    .map(({ path, text }) => `${path} is ${at(answer, path)}, without ${text}`);
}

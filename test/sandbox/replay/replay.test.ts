import { describe, expect, it } from "vitest";
import { printed } from "./comparer.ts";
import { leftOut, leftOutOf } from "./left-out.ts";
import { play, type Played } from "./player.ts";
import { lines, readScenario, scenariosOf, type Line, type Scenario } from "./recording.ts";
import { renamed } from "./rename.ts";

const passes = [
  { how: "as it was recorded", prepare: (scenario: Scenario): Scenario => scenario },
  { how: "with other namespaces, ids and keys", prepare: renamed },
];

describe.each(lines)("line %s", (line) => {
  describe.each(scenariosOf(line))("%s", (name) => {
    it.each(passes)("$how", async ({ prepare }) => {
      const left = leftOutOf(name, line);
      const played = await play(line, prepare(readScenario(line, name)));
      expect(wrong(played, left), "answers that differ").toEqual([]);
      expect(right(played, left), "left out, though they are as recorded").toEqual([]);
      expect(
        played.filter(failed).map((it) => it.name),
        "failures of the sandbox itself",
      ).toEqual([]);
    });
  });
});

describe("what is left out", () => {
  it("is there, once, with a reason", () => {
    const seen = new Set<string>();
    for (const { scenario, reason, names, lines: only = lines } of leftOut) {
      expect(reason, scenario).toMatch(/^[A-Z].{20,}\.$/s);
      for (const line of only) {
        const known = exchangeNames(line, scenario);
        for (const name of names) {
          expect(known, `${line} ${scenario}`).toContain(name);
          expect(seen, "left out twice").not.toContain(`${line} ${scenario} ${name}`);
          seen.add(`${line} ${scenario} ${name}`);
        }
      }
    }
  });
});

function exchangeNames(line: Line, scenario: string): readonly string[] {
  return readScenario(line, scenario).exchanges.map(({ name }) => name);
}

function wrong(played: readonly Played[], left: ReadonlySet<string>): readonly string[] {
  return played
    .filter(({ name, differences }) => differences.length > 0 && !left.has(name))
    .map(({ name, differences }) => `${name}\n${printed(differences.slice(0, 5))}`);
}

function right(played: readonly Played[], left: ReadonlySet<string>): readonly string[] {
  return played
    .filter(({ name, differences }) => differences.length === 0 && left.has(name))
    .map(({ name }) => name);
}

function failed({ answer }: Played): boolean {
  return typeof answer?.body === "string" && answer.body.startsWith("The sandbox failed");
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editorFiles } from "./editor-files.ts";
import { startLanguageServer, type LanguageServer, type Position } from "./language-server.ts";

/**
 * The files of `completion/` hold marks (¦). The comments before a mark say what is offered there: `# + label: part of what
 * is said of it`, and `# - label` for what is not.
 */
interface Mark {
  readonly at: Position;
  readonly offered: readonly { readonly label: string; readonly said: string }[];
  readonly refused: readonly string[];
}

let server: LanguageServer;

beforeAll(async () => {
  server = await startLanguageServer();
  const files = editorFiles("completion");
  await Promise.all(files.map(async ({ path, text }) => server.open(path, text.replaceAll("¦", ""))));
}, 60_000);

afterAll(() => {
  server.close();
});

describe.each(editorFiles("completion"))("$name", ({ path, text }) => {
  const lines = text.split("\n");

  it.each(marksIn(lines).map((mark) => [`line ${mark.at.line + 1}`, mark] as const))(
    "%s",
    async (_, mark) => {
      const items = await server.complete(path, mark.at);
      const found = new Map(items.map(({ label, documentation }) => [unquoted(label), documentation]));
      expect(mark.offered.length).toBeGreaterThan(0);
      for (const { label, said } of mark.offered) {
        expect([...found.keys()]).toContain(label);
        expect(found.get(label)?.replaceAll("\\", "")).toContain(said);
      }
      for (const label of mark.refused) expect([...found.keys()]).not.toContain(label);
    },
  );
});

function marksIn(lines: readonly string[]): readonly Mark[] {
  let notes: string[] = [];
  return lines.flatMap((text, line) => {
    if (/^\s*# [+-] /u.test(text)) notes.push(text.trim().slice(2));
    const character = text.indexOf("¦");
    if (character < 0) return [];
    const [offered, refused] = ["+", "-"].map((sign) => notes.filter((it) => it.startsWith(sign)));
    notes = [];
    return [
      {
        at: { line, character },
        offered: (offered ?? []).map(noted),
        refused: (refused ?? []).map((it) => noted(it).label),
      },
    ];
  });
}

function noted(note: string): { readonly label: string; readonly said: string } {
  const [, label = "", said = ""] = /^[+-] (.*?)(?:: (.*))?$/u.exec(note) ?? [];
  return { label, said };
}

function unquoted(label: string): string {
  return label.replace(/^"(.*)"$/u, "$1");
}

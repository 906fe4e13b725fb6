import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { readPrompts, withPromptsFile } from "../../../runtime/prompts/prompts-file.ts";
import type { Texts } from "../../../runtime/catalog/texts.ts";
import { compiled as program } from "../../../generated/compiled.ts";
import { compiled } from "../support/tools.ts";

const texts: Texts = {
  prompts: [{ name: "taken", title: "", description: "", arguments: [], calls: {}, messages: [] }],
  templates: [],
  completions: { boxes: [] },
};

const good = `prompts:
  pack:
    description: Packs a box.
    arguments:
      what:
        description: What.
        complete: boxes
      whom: { description: For whom., optional: true }
    calls:
      box:
        tool: get_box
        with:
          box_id: "{{what}}"
        pick: [id]
    messages:
      - user: Pack {{what}}. {{box.text}}
      - when: whom
        user: It is for {{whom}}. Then \`relabel_box\` it.
        optional: true
`;

/** What is said of a file. */
async function said(text: string): Promise<string> {
  try {
    await readPrompts({ name: "p.yaml", text }, compiled, texts);
    return "";
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [error.message, ...error.lines].join("\n");
  }
}

describe("prompts of an operator's file", () => {
  it("are right in the example of the documentation", async () => {
    const path = join(import.meta.dirname, "../../../docs/examples/prompts.yaml");
    const { texts: all } = await withPromptsFile({ version: "1", ...program }, path);
    const names = (await all?.load())?.prompts.map(({ name }) => name);
    expect(names).toContain("who_is_on_call");
    expect(names).toContain((await program.texts?.load())?.prompts[0]?.name);
  });

  it("are what the compiler makes of its own", async () => {
    expect(await readPrompts({ name: "p.yaml", text: good }, compiled, texts)).toEqual([
      {
        name: "pack",
        title: "Pack",
        description: "Packs a box.",
        arguments: [
          { name: "what", description: "What.", required: true, complete: "boxes" },
          { name: "whom", description: "For whom.", required: false },
        ],
        calls: { box: { tool: "get_box", with: { box_id: "{{what}}" }, pick: ["id"] } },
        messages: [
          { role: "user", text: "Pack {{what}}. {{box.text}}", names: [] },
          {
            role: "user",
            text: "It is for {{whom}}. Then `relabel_box` it.",
            when: ["whom"],
            names: ["relabel_box"],
            optional: true,
          },
        ],
      },
    ]);
  });

  it.each([
    ["tool: get_box", "tool: get_bx", 'p.yaml:11:15 There is no tool "get_bx".'],
    ["tool: get_box", "tool: relabel_box", "What a prompt calls must only read, and relabel_box is write."],
    ["tool: get_box", "tool: manage_box", 'manage_box needs "action": one of'],
    ["box_id:", "box:", 'p.yaml:13:11 get_box has no argument "box".'],
    ['box_id: "{{what}}"', 'box_id: "{{whom}}"', 'get_box needs "box_id", and "whom" may not be given.'],
    ['          box_id: "{{what}}"\n', "          {}\n", 'get_box needs "box_id".'],
    ['"{{what}}"', "3", '"box_id" of get_box takes a text, not 3.'],
    ["{{box.text}}", "{{box.state}}", '"box.state" is nothing that a call gives.'],
    ["{{box.text}}", "{{box.text}} {{wat}}", 'p.yaml:16:15 There is no argument "wat".'],
    ["`relabel_box`", "`relabel_bax`", 'There is no tool "relabel_bax".'],
    ["complete: boxes", "complete: crates", 'There are no completions "crates".'],
    ["  pack:", "  taken:", "p.yaml:2:3 The program has a prompt taken."],
    ["  pack:", "  Pack it:", '"Pack it" is not a legal name.'],
    ["    description: Packs a box.\n", "", "`description` is missing: a prompt needs it."],
    ["description: Packs a box.", "description: 3", "`description` must be a text that says something."],
    ["optional: true }", "optional: yes please }", "`optional` must be true or false."],
    ["      - user: Pack", "      - users: Pack", '"users" is not a key of a message.'],
    ["when: whom", "when: [3]", "`when`, where it is no text, must hold texts."],
    ["pick: [id]", "pick: [id, 3]", "`pick` must hold texts."],
    ["pick: [id]", "pick: [idd]", 'p.yaml:14:16 "idd" is nothing that get_box gives: there is no "idd".'],
    ["pick: [id]", "pick: [id.none]", '"id.none" is nothing that get_box gives: there is no "none".'],
    ["complete: boxes", "with: window.fromTo", '"with" is not a key of an argument.'],
    ["prompts:", "prompt:", '"prompt" is not a key of the prompts.'],
    ["  pack:\n", "  pack: &pack\n    <<: *pack\n", "p.yaml:"],
  ])("%s, as %s, is refused at its place", async (from, to, words) => {
    expect(good).toContain(from);
    const told = await said(good.replace(from, to));
    expect(told).toContain(words);
    expect(told).toMatch(/^p\.yaml(:\d+:\d+)? /);
  });

  it("are added to those of the program, which stay", async () => {
    const folder = mkdtempSync(join(tmpdir(), "prompts-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, "prompts.yaml");
    writeFileSync(path, good.replace("        complete: boxes\n", ""));
    const { texts: own } = await withPromptsFile(compiled, path);
    expect(own?.kinds).toEqual(["prompts"]);
    expect((await own?.load())?.prompts.map(({ name }) => name)).toEqual(["pack"]);
    const both = {
      ...compiled,
      texts: { kinds: ["templates"] as const, load: () => Promise.resolve(texts) },
    };
    const { texts: joined } = await withPromptsFile(both, path);
    expect(joined?.kinds).toEqual(["templates", "prompts"]);
    expect((await joined?.load())?.prompts.map(({ name }) => name)).toEqual(["taken", "pack"]);
    await expect(withPromptsFile(compiled, join(folder, "none.yaml"))).rejects.toThrow(
      /^KESTRA_MCP_PROMPTS_FILE: .*none\.yaml cannot be read \(ENOENT\)\.$/,
    );
  });
});

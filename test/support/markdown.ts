/** A fenced block of a Markdown file. */
export interface Block {
  readonly language: string;
  /** Without the indentation of the fence. */
  readonly text: string;
}

/** The fenced blocks of a Markdown text, in their order. */
export function blocksIn(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = "", language = "", text = ""]) => ({
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** The commands of the shell blocks, one for each line; a line that ends with a backslash goes on in the next. */
export function commandsIn(markdown: string): readonly string[] {
  const blocks = blocksIn(markdown).filter(({ language }) => language === "sh");
  return blocks.flatMap(({ text }) =>
    text
      .replaceAll(/\\\n\s*/g, "")
      .split("\n")
      .filter((line) => line !== ""),
  );
}

/** The words of a command, as a shell reads them. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** What stands below a heading, up to the next one of its rank or above. @throws Error where there is none */
export function sectionOf(markdown: string, heading: string): string {
  const [, rank = "", text] = new RegExp(`^(#+) ${heading}\\n([^]*)`, "m").exec(markdown) ?? [];
  if (text === undefined) throw new Error(`There is no heading ${heading}.`);
  const next = new RegExp(`^#{1,${rank.length}} `, "m").exec(text);
  return next === null ? text : text.slice(0, next.index);
}

/** Where the links of a Markdown text lead, those in code apart. */
export function linksIn(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^( *)```[^]*?^\1```$/gm, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

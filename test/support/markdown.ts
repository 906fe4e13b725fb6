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

/** The commands of the shell blocks, one for each line. */
export function commandsIn(markdown: string): readonly string[] {
  const blocks = blocksIn(markdown).filter(({ language }) => language === "sh");
  return blocks.flatMap(({ text }) => text.split("\n").filter((line) => line !== ""));
}

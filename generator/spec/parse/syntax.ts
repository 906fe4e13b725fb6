import { isScalar, visit, type Document } from "yaml";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { errorAt, type Range } from "./yaml-place.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** What an error in the YAML itself is called, and what to do about it. */
interface Said {
  /** Matches what the parser says. */
  readonly when: RegExp;
  readonly message: string;
  readonly hint?: string;
}

const sayings: readonly Said[] = [
  {
    when: /^Tabs are not allowed/u,
    message: "YAML is indented with spaces; this is a tab.",
    hint: "Replace the tab with spaces.",
  },
  {
    when: /multiple documents/u,
    message: "The file holds several YAML documents.",
    hint: "Keep one: remove the line `---`.",
  },
  {
    when: /^Nested mappings are not allowed/u,
    message: "A key and its value stand inside a value.",
    hint: 'A text with ": " in it needs quotes; a map starts on a new line, indented.',
  },
  {
    when: /^Implicit keys need to be on a single line|^Implicit map keys need to be followed/u,
    message: "This is neither a key with a colon after it, nor the rest of the text before it.",
    hint: "Is a colon missing, or the indentation wrong?",
  },
  {
    when: /^Flow (map|sequence) in block collection|^Expected flow (map|sequence) to end/u,
    message: "A bracket is open before this, and not closed.",
    hint: "Close it, or indent what is inside.",
  },
  {
    when: /^All (mapping|sequence) items must start at the same column/u,
    message: "This line is not indented as those before it.",
    hint: "Entries of one map or list start in the same column.",
  },
  {
    when: /^Plain value cannot start with/u,
    message: "A text that starts with this character needs quotes.",
    hint: 'Write it as "...".',
  },
  { when: /^Missing closing .quote/u, message: "This quote is not closed.", hint: "Add the closing quote." },
  {
    when: /^Invalid escape sequence/u,
    message: "Double quotes take no such escape.",
    hint: "Write \\\\ for a backslash, or use single quotes.",
  },
];

/**
 * What the YAML parser refuses. After the first error it guesses, so what comes after is not told; only tabs are told
 * one and all. Keys that are written twice are no such error.
 */
export function syntaxErrors(file: SourceFile, document: Document): readonly Diagnostic[] {
  const broken = document.errors.filter((error) => error.code !== "DUPLICATE_KEY");
  const told = broken.filter(
    ({ code }, i) => i === 0 || (code === "TAB_AS_INDENT" && code === broken[0]?.code),
  );
  return told.map((error) => {
    const said = sayings.find(({ when }) => when.test(error.message));
    const range = rangeOf(file.text, document, error);
    if (said !== undefined) return errorAt(file, range, said.message, said.hint);
    return errorAt(file, range, `This is not YAML: ${error.message.replace(/[.:]$/u, "")}.`);
  });
}

type SyntaxError = Document["errors"][number];

function rangeOf(text: string, document: Document, error: SyntaxError): Range {
  const [from, to] = error.pos;
  if (error.code === "MULTIPLE_DOCS") return { from, to: from + 3 };
  if (/^Missing closing .quote/u.test(error.message)) {
    const start = openQuote(document);
    if (start !== undefined) return { from: start, to: start + 1 };
  }
  const skipped = /^\s*/u.exec(text.slice(from))?.[0] ?? "";
  return skipped.includes("\n")
    ? { from: from + skipped.length, to: from + skipped.length + 1 }
    : { from, to };
}

/** Where the text begins that runs to the end of the file. */
function openQuote(document: Document): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE"))
        start = node.range?.[0];
    },
  });
  return start;
}

import { format as pretty, type FormatConfig } from "oxfmt";

/** Formats a text as the file at `path`. Reads no configuration and no file: same text, same result. */
export type Formatter = (path: string, text: string) => Promise<string>;

/**
 * A formatter with the project's options: LF, and a line break at the end. It remembers the last text of each path, so that
 * in `--watch` only what has changed is formatted.
 * @param configuration the text of `.oxfmtrc.json`
 * @throws SyntaxError for a text that cannot be read as what its path says
 */
export function formatter(configuration: string): Formatter {
  const options = JSON.parse(configuration) as FormatConfig;
  const known = new Map<string, { readonly text: string; readonly formatted: Promise<string> }>();
  return (path, text) => {
    const before = known.get(path);
    if (before?.text === text) return before.formatted;
    const formatted = one(path, text, { ...options, endOfLine: "lf" });
    known.set(path, { text, formatted });
    return formatted;
  };
}

async function one(path: string, text: string, options: FormatConfig): Promise<string> {
  const { code, errors } = await pretty(path, text, options);
  const [error] = errors;
  if (error === undefined) return code;
  throw new SyntaxError(`${path}: ${error.message}${error.codeframe === null ? "" : `\n${error.codeframe}`}`);
}

import { format as pretty, type Options } from "prettier";

/** Formats a text as the file at `path`. Reads no configuration and no file: same text, same result. */
export type Format = (path: string, text: string) => Promise<string>;

/**
 * A formatter with the project's options, given as data: LF, and a line break at the end. It remembers the last text of
 * each path, so that in `--watch` only what has changed is formatted.
 */
export function formatter(options: Options): Format {
  const known = new Map<string, { readonly text: string; readonly formatted: Promise<string> }>();
  return (path, text) => {
    const before = known.get(path);
    if (before?.text === text) return before.formatted;
    const formatted = pretty(text, { ...options, ...parserOf(path), filepath: path, endOfLine: "lf" });
    known.set(path, { text, formatted });
    return formatted;
  };
}

/** Prettier's faster parser of TypeScript; it prints what is generated the same. */
function parserOf(path: string): Options {
  return path.endsWith(".ts") ? { parser: "babel-ts" } : {};
}

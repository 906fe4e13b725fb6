import { format as pretty, type Options } from "prettier";

/** Formats a text as the file at `path`. Pure: reads no configuration and no file. */
export type Format = (path: string, text: string) => Promise<string>;

/** A formatter with the project's options, given as data: LF, and a line break at the end. */
export function formatter(options: Options): Format {
  return (path, text) => pretty(text, { ...options, filepath: path, endOfLine: "lf" });
}

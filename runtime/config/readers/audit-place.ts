import { absolutePath } from "./absolute-path.ts";
import type { Reader } from "./reader.ts";

/** `stderr`, `off`, or a file. */
export const auditPlace: Reader<string> = (text, name) => {
  const word = text.trim().toLowerCase();
  return word === "stderr" || word === "off" ? word : absolutePath(text, name);
};

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { mustBe, type Reader } from "./reader.ts";

/** An absolute path, or one below `~`: clients start servers in folders that nobody thinks of. */
export const absolutePath: Reader<string> = (text, name) => {
  const path = text.trim().replace(/^~(?=$|[/\\])/, () => homedir());
  if (isAbsolute(path)) return join(path);
  throw mustBe(name, "an absolute path", text);
};

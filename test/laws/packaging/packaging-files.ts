import { execFileSync } from "node:child_process";
import { root } from "../../support/source.ts";

/** Every file by which something is built, installed or released, relative to the project. */
export function packagingFiles(): readonly string[] {
  const patterns = ["packaging", ".github", ".claude-plugin", "Dockerfile", "plugin.json", "mcp.json"];
  const words = [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    ...patterns,
    "gemini-extension.json",
  ];
  return execFileSync("git", words, { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((it) => it !== "");
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/source.ts";

/** Every file by which something is built, installed or released, relative to the project. */
export function packagingFiles(): readonly string[] {
  const folders = ["packaging", ".github", ".claude-plugin"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(root.length + 1)
          .replaceAll("\\", "/"),
      ),
  );
  return [...folders, "Dockerfile", "plugin.json", "mcp.json", "gemini-extension.json"];
}

import type { ToolsetSpec } from "../spec/parse/parse-toolsets.ts";
import { bullets, code, link, notice, page, text } from "./markdown.ts";
import { toolSection, type Documented } from "./tool-section.ts";
import { firstSentence } from "./tool-table.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** `docs/toolsets/<toolset>.md`: each of its tools, with all that is to say of it. */
export function toolsetPage(name: string, toolset: ToolsetSpec, tools: readonly Documented[]): SourceFile {
  const edition = toolset.edition === "ee" ? " Its tools are shown to an Enterprise instance; another one is shown those that work there too and that are enabled by name." : "";
  return {
    path: toolsetPath(name),
    text: page([
      notice(`specs/${name}/`),
      `# ${text(toolset.title)}`,
      `${text(toolset.description)}${edition} The toolset is called ${code(name)}.`,
      bullets(
        tools.map(
          ({ model }) => `${link(code(model.name), `#${model.name}`)}: ${firstSentence(model.description)}`,
        ),
      ),
      ...tools.flatMap(toolSection),
    ]),
  };
}

/** Where the page of a toolset lies. */
export function toolsetPath(name: string): string {
  return `docs/toolsets/${name}.md`;
}

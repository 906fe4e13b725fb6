import type { ToolModel } from "../model.ts";
import type { Toolsets } from "../parse/parse-toolsets.ts";
import type { SourceFile } from "../spec.ts";
import { toolTable } from "./tool-table.ts";

const markers = /(<!-- tools:start -->\n)[\s\S]*?(<!-- tools:end -->)/;

/** The README with its tool table written anew between the markers; nothing where it has no markers. */
export function writeDocs(
  compiled: { readonly models: readonly ToolModel[]; readonly toolsets: Toolsets },
  readme: string,
): readonly SourceFile[] {
  if (!markers.test(readme)) return [];
  const table = toolTable(compiled.models, Object.keys(compiled.toolsets.toolsets));
  const text = readme.replace(markers, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  return [{ path: "README.md", text }];
}

import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { ToolModel } from "../model.ts";
import { header, outputType } from "./code/statements.ts";

/** `generated/views/<tool>.ts`: the types by which a page is held to the tool whose results it shows. */
export function viewTypes(
  models: readonly ToolModel[],
): readonly { readonly path: string; readonly structure: SourceFileStructure }[] {
  return models.flatMap(({ name, source, view, behaviour, outputSchema }) => {
    if (view === undefined) return [];
    const schema = behaviour.kind === "composite" ? behaviour.outputSchema : outputSchema;
    const structure: SourceFileStructure = {
      kind: StructureKind.SourceFile,
      statements: [
        header(source),
        outputType("Output", schema, {
          exported: true,
          doc: `What a result of ${name} holds under \`structuredContent\`.`,
        }),
      ],
    };
    return [{ path: `generated/views/${name}.ts`, structure }];
  });
}

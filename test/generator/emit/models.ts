import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { OperationModel, ToolModel } from "../../../generator/model.ts";

/** The folder of the golden cases. */
export const folder = join(import.meta.dirname, "cases");

/** All lines that there are. */
export const lines = ["1.0", "1.3", "2.0"];

/** The golden cases' names. */
export const caseNames = readdirSync(folder).sort();

/** The model of a golden case. */
export async function modelOf(name: string): Promise<ToolModel> {
  const { model } = (await import(join(folder, name, "model.ts"))) as { readonly model: ToolModel };
  return model;
}

/** Every model of the golden cases. */
export async function allModels(): Promise<readonly ToolModel[]> {
  return Promise.all(caseNames.map(modelOf));
}

/** The operations of a tool that its exported constant shows without steps. */
export function operationsOf({
  behaviour,
}: ToolModel): readonly { readonly name?: string; readonly model: OperationModel }[] {
  if (behaviour.kind === "operation") return [{ model: behaviour }];
  if (behaviour.kind === "composite") return [];
  return behaviour.actions.flatMap(({ name, behaviour: action }) =>
    action.kind === "operation" ? [{ name, model: action }] : [],
  );
}

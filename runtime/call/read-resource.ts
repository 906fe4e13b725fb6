import { callOf, type CallNeeds } from "./call.ts";
import type { JsonObject } from "../json.ts";
import { limits } from "../limits.ts";
import { plainText } from "../tool/resource-link.ts";
import { run } from "./run.ts";
import type { TemplateDefinition } from "../catalog/texts.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { withExactNumbers } from "../json/exact-numbers.ts";
import { withoutNulls } from "../json/without-nulls.ts";

/** What a resource holds, or that it is larger than one that is read may be. */
export type ResourceContent =
  | { readonly text: string; readonly mimeType?: string }
  | { readonly blob: string; readonly mimeType?: string }
  /** Its bytes. */
  | { readonly tooLarge: number };

type Arguments = Readonly<Record<string, unknown>>;

/** How a call is made of which the whole is wanted. */
export type WholeCaller = Pick<CallNeeds, "prepare" | "pin" | "mask">;

/** All that a call gives: no row is left out. @throws InputError, KestraError, ContractError */
export async function wholeOutput(
  tool: ToolDefinition,
  values: Arguments,
  caller: WholeCaller,
): Promise<JsonObject> {
  return withExactNumbers((await ranWhole(tool, values, caller)).output, caller.mask);
}

/**
 * Reads a resource: the same call as a tool's, of which the whole is wanted.
 * @param values the arguments of the call
 * @throws InputError, KestraError, ContractError
 */
export async function readResource(
  { text: key, mimeType }: Pick<TemplateDefinition, "text" | "mimeType">,
  tool: ToolDefinition,
  values: Arguments,
  caller: WholeCaller,
): Promise<ResourceContent> {
  const { output, excerpt, text } = await ranWhole(tool, values, caller);
  const name = key ?? text;
  const content =
    name === undefined ? JSON.stringify(withExactNumbers(output, caller.mask), undefined, 2) : output[name];
  if (typeof content !== "string") throw new Error(`${tool.name} gave no content of its resource.`);
  const isBlob = output.encoding === "base64";
  const bytes = Buffer.byteLength(content, isBlob ? "base64" : "utf8");
  if (excerpt !== undefined || bytes > limits.resource) {
    // What is told of a file may be older than the file.
    const told = typeof output.size === "number" ? output.size : 0;
    return { tooLarge: Math.max(told, excerpt?.bytes ?? bytes) };
  }
  if (isBlob)
    return { blob: content, ...(typeof output.mediaType === "string" && { mimeType: output.mediaType }) };
  return { text: content, mimeType: mimeType ?? (name === undefined ? "application/json" : plainText) };
}

async function ranWhole(tool: ToolDefinition, values: Arguments, caller: WholeCaller) {
  const { chosen, input, context } = await callOf(tool, values, caller);
  const { output, excerpt } = await run(chosen.behaviour, input, { ...context, isWhole: true });
  return { output: withoutNulls(output, tool.outputSchema), excerpt, text: chosen.behaviour.limit?.text };
}

import { callOf, type CallNeeds } from "./call.ts";
import { limits } from "../limits.ts";
import { plainText } from "../tool/resource-link.ts";
import { run } from "./run.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** What a resource holds, or that it is larger than one that is read may be. */
export type ResourceContent =
  | { readonly text: string; readonly mimeType: string }
  | { readonly blob: string; readonly mimeType?: string }
  /** Its bytes. */
  | { readonly tooLarge: number };

/**
 * Reads what a tool names: the same call, of which the whole is wanted.
 * @param values its arguments
 * @throws InputError, KestraError, ContractError
 */
export async function readResource(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
  caller: Pick<CallNeeds, "prepare">,
): Promise<ResourceContent> {
  const { chosen, input, context } = await callOf(tool, values, caller);
  const { behaviour } = chosen;
  const { output, excerpt } = await run(behaviour, input, { ...context, isWhole: true });
  const content = output[behaviour.limit?.text ?? ""];
  if (typeof content !== "string") throw new Error(`${tool.name} gave no content of its resource.`);
  const isBlob = output.encoding === "base64";
  const bytes = Buffer.byteLength(content, isBlob ? "base64" : "utf8");
  if (excerpt !== undefined || bytes > limits.resource) {
    // What is told of a file may be older than the file.
    const told = typeof output.size === "number" ? output.size : 0;
    return { tooLarge: Math.max(told, excerpt?.bytes ?? bytes) };
  }
  if (!isBlob) return { text: content, mimeType: plainText };
  return { blob: content, ...(typeof output.mediaType === "string" && { mimeType: output.mediaType }) };
}

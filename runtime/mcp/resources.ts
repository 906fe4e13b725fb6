import { failureOf } from "../call/call.ts";
import { readResource, type ResourceContent } from "../call/read-resource.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import { apartFromConnection, connectionVariable } from "../connections/connection-argument.ts";
import { InputError, KestraError } from "../errors.ts";
import { internalError, ProtocolError, type Handler, type MethodContext } from "./handler.ts";
import { limits } from "../limits.ts";
import { destined, listedSession, shownTo } from "./methods.ts";
import type { SeenTools } from "../access/view.ts";
import { viewOf } from "../access/view-of.ts";
import { madeCall } from "./made-call.ts";
import { resourceNotFound } from "./revision.ts";
import { refuseCursor, withGuess, without } from "./texts.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";
import { namesIn } from "../tool/issue.ts";
import { valuesIn } from "../tool/resource-template.ts";

/** The resources that a caller may read, where there are any. */
export const resourceMethods = {
  "resources/list": async ({ cursor }, { session, principal }) => {
    refuseCursor(cursor);
    const { selection } = await viewOf(session, principal);
    const resources = selection.resources.map((one) => without(one, "text"));
    return { resources };
  },
  "resources/templates/list": async ({ cursor }, context) => {
    refuseCursor(cursor);
    const session = await listedSession(context);
    const isOneOfMany = (session.saved?.names.length ?? 0) > 0;
    const shown = await shownTo(session, context);
    const resourceTemplates = shown
      .flatMap((tool) => behavioursOf(tool).flatMap(({ resource }) => resource ?? []))
      .map((one) => (isOneOfMany ? { ...one, uriTemplate: one.uriTemplate + connectionVariable } : one));
    return { resourceTemplates };
  },
  "resources/read": async ({ uri }, context) => {
    const view = await viewOf(context.session, context.principal);
    const fixed = view.selection.resources.find((one) => one.uri === uri);
    const content = fixed ?? (await named(uri, context, view));
    const { mimeType } = content;
    const held = "text" in content ? { text: content.text } : { blob: content.blob };
    return { contents: [{ uri, ...(mimeType === undefined ? {} : { mimeType }), ...held }] };
  },
} satisfies Readonly<Record<string, Handler>>;

/** What a tool names, as that tool reads it, at the connection that the address says. */
async function named(
  written: unknown,
  context: MethodContext,
  view: SeenTools,
): Promise<Exclude<ResourceContent, { readonly tooLarge: number }>> {
  const address = typeof written === "string" ? written : "";
  const { uri, ...at } = apartFromConnection(address);
  const missing = (message: string) =>
    new ProtocolError(resourceNotFound(context.protocol), message, { uri: address });
  const { tool, values } = meant(uri, context, view, missing);
  const { context: there, given, wrong, release } = await destined({ ...values, ...at }, tool, context);
  if (there === undefined)
    return madeCall(tool, { ...values, ...at }, context, () => Promise.reject(missing(wrong)));
  return madeCall(tool, given, there, async (caller) => {
    try {
      const content = await readResource(tool, given, caller);
      if (!("tooLarge" in content)) return content;
      throw new ProtocolError(
        internalError,
        `${uri} has ${content.tooLarge} bytes, and a resource that is read at most ${limits.resource}. Call ${tool.name}, which gives it in parts.`,
      );
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      const { why, message } = failureOf(error, tool, caller);
      const isMissing = why instanceof InputError || (why instanceof KestraError && why.status === 404);
      throw isMissing ? missing(message) : new ProtocolError(internalError, message);
    }
  }).finally(() => {
    release?.();
  });
}

/** The tool that reads an address, with the arguments that say so. @throws ProtocolError where there is none, or it is hidden */
function meant(
  uri: string,
  { session: { compiled } }: MethodContext,
  { selection, tools }: SeenTools,
  missing: (message: string) => ProtocolError,
): { readonly tool: ToolDefinition; readonly values: Readonly<Record<string, unknown>> } {
  const reader = compiled.tools.find((tool) => argumentsIn(uri, tool) !== undefined);
  const found = reader && tools.find(reader.name);
  if (found !== undefined && "hidden" in found)
    throw missing(`${uri} is read by ${reader?.name ?? ""}, which is hidden: ${found.hidden}.`);
  const tool = found !== undefined && "tool" in found ? found.tool : undefined;
  const values = tool && argumentsIn(uri, tool);
  if (tool === undefined || values === undefined) {
    const uris = selection.resources.map((one) => one.uri);
    throw missing(`Unknown resource: ${withGuess(uri, uris)}`);
  }
  return { tool, values };
}

/** The arguments of the call that reads an address; undefined where the tool has no such resources. */
function argumentsIn(
  uri: string,
  { behaviour }: ToolDefinition,
): Readonly<Record<string, unknown>> | undefined {
  const actions = isChoice(behaviour) ? Object.entries(behaviour.actions) : [["", behaviour] as const];
  for (const [action, { resource, input }] of actions) {
    const values = resource && valuesIn(resource.uriTemplate, uri);
    if (values === undefined) continue;
    const taken = Object.entries({ ...values, uri }).filter(([name]) => namesIn(input()).includes(name));
    return { ...(isChoice(behaviour) && { [behaviour.by]: action }), ...Object.fromEntries(taken) };
  }
  return undefined;
}

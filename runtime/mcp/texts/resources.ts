import { filledArguments } from "../../catalog/holes.ts";
import { failureOf } from "../../call/call.ts";
import { readResource, type ResourceContent } from "../../call/read-resource.ts";
import { apartFromConnection, connectionVariable } from "../../connections/connection-argument.ts";
import { refuseCursor } from "../cursor.ts";
import { InputError, KestraError } from "../../errors.ts";
import { internalError, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import { limits } from "../../limits.ts";
import { destined, listedSession } from "../methods.ts";
import type { SeenTools } from "../../access/view.ts";
import { viewOf } from "../../access/view-of.ts";
import { madeCall } from "../made-call.ts";
import { resourceNotFound } from "../revision.ts";
import { own, say } from "../../text/said.ts";
import { shownTools } from "./shown-tools.ts";
import { textsOf, withGuess } from "./texts-of.ts";
import type { TemplateDefinition } from "../../catalog/texts.ts";
import type { ToolDefinition } from "../../tool/definition.ts";
import { toolOfView, viewMediaType, viewPolicy } from "../../view.ts";
import { addressVariable, tenantVariable, valuesIn } from "../../tool/resource-template.ts";

/** The resources that a caller may read, where there are any. */
export const resourceMethods = {
  "resources/list": async ({ cursor }, { session, principal }) => {
    refuseCursor(cursor);
    const { selection } = await viewOf(session, principal);
    const resources = selection.resources.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([key]) => key !== "text")),
    );
    return { resources };
  },
  "resources/templates/list": async ({ cursor }, context) => {
    refuseCursor(cursor);
    const session = await listedSession(context);
    const end = (session.saved?.names.length ?? 0) > 0 ? connectionVariable : "";
    const { templates } = await textsOf(context);
    const tools = await shownTools(context);
    const resourceTemplates = templates
      .filter((one) => tools.lacksCall(one) === undefined)
      .map(({ uriTemplate, name, title, description, mimeType }) => ({
        uriTemplate: uriTemplate + end,
        name,
        title,
        description,
        ...(mimeType !== undefined && { mimeType }),
      }));
    return { resourceTemplates };
  },
  "resources/read": async ({ uri }, context) => {
    const view = await viewOf(context.session, context.principal);
    const page = await pageAt(uri, context, view);
    if (page !== undefined) return { contents: [page] };
    const fixed = view.selection.resources.find((one) => one.uri === uri);
    const content = fixed ?? (await named(uri, context, view));
    const { mimeType } = content;
    const held = "text" in content ? { text: content.text } : { blob: content.blob };
    return { contents: [{ uri, ...(mimeType === undefined ? {} : { mimeType }), ...held }] };
  },
} satisfies Readonly<Record<string, Handler>>;

/**
 * The page that shows a tool's results; undefined for an address of something else.
 * @throws ProtocolError where there is none, or the tool is hidden
 */
async function pageAt(uri: unknown, { protocol }: MethodContext, { tools }: SeenTools) {
  if (typeof uri !== "string") return undefined;
  const name = toolOfView(uri);
  if (name === undefined) return undefined;
  const found = tools.find(name);
  const page = "tool" in found ? await found.tool.view?.() : undefined;
  if (page !== undefined) return { uri, mimeType: viewMediaType, text: page.html, _meta: viewPolicy };
  const why =
    "hidden" in found ? `${name} is hidden: ${found.hidden}.` : `Unknown resource: ${withGuess(uri, [])}`;
  throw new ProtocolError(resourceNotFound(protocol), why, { uri });
}

/** What an address names, as its tool reads it, at the connection that the address says. */
async function named(
  written: unknown,
  context: MethodContext,
  view: SeenTools,
): Promise<Exclude<ResourceContent, { readonly tooLarge: number }>> {
  const address = typeof written === "string" ? written : "";
  const { uri, ...at } = apartFromConnection(address);
  const missing = (message: string) =>
    new ProtocolError(resourceNotFound(context.protocol), message, { uri: address });
  const { template, tool, variables } = await meant(uri, context, view, missing);
  const values = filledArguments(template.with, { ...variables, [addressVariable]: uri });
  const { context: there, given, wrong, release } = await destined({ ...values, ...at }, tool, context);
  if (there === undefined)
    return madeCall(tool, { ...values, ...at }, context, () => Promise.reject(missing(wrong)));
  return madeCall(tool, given, there, async (caller) => {
    try {
      requireTenant(variables[tenantVariable], there);
      const content = await readResource(template, tool, given, caller);
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

/** The template of an address, and the tool that reads it. @throws ProtocolError where there is none, or it is hidden */
async function meant(
  uri: string,
  context: MethodContext,
  { selection, tools }: SeenTools,
  missing: (message: string) => ProtocolError,
): Promise<{
  readonly template: TemplateDefinition;
  readonly tool: ToolDefinition;
  readonly variables: Readonly<Record<string, string>>;
}> {
  const { templates } = await textsOf(context);
  for (const template of templates) {
    const variables = valuesIn(template.uriTemplate, uri);
    if (variables === undefined) continue;
    const found = tools.find(template.tool);
    if ("tool" in found) return { template, tool: found.tool, variables };
    if ("hidden" in found)
      throw missing(`${uri} is read by ${template.tool}, which is hidden: ${found.hidden}.`);
  }
  const uris = selection.resources.map((one) => one.uri);
  throw missing(`Unknown resource: ${withGuess(uri, uris)}`);
}

/** @throws InputError for an address of another tenant than that of the connection */
function requireTenant(given: string | undefined, { session }: MethodContext): void {
  const { tenant } = session.connection;
  if (given === undefined || given === tenant) return;
  throw new InputError(say`${own("this server reads")} tenant ${tenant}, and not ${given}.`);
}

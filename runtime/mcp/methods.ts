import { callTool, type CallNeeds } from "../call/call.ts";
import { asksFor, confirmArgument } from "../confirm/policy.ts";
import { confirm } from "../confirm/confirm.ts";
import { invalidParams, ProtocolError, type Handler, type MethodContext } from "./handler.ts";
import { atConnection, connectionArgument, takesConnection } from "../connections/connection-argument.ts";
import { InputError, StoreError } from "../errors.ts";
import { madeCall } from "./made-call.ts";
import { isObject } from "../json.ts";
import { listed, listedText, type ListedTool } from "../catalog/listing.ts";
import { withText } from "../call/result-json.ts";
import { lazy } from "../lazy.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import { failure } from "../call/result.ts";
import { choose } from "../tool/choose.ts";
import { currentOf, type Session } from "./session.ts";
import { own, say } from "../text/said.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { needOf } from "../tool/instance-need.ts";
import { seenTools, seenWith } from "./seen-tools.ts";
import { tellingOf } from "./request-facts.ts";
import { knowsLinks } from "./revision.ts";
import { refuseCursor } from "./cursor.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import type { Call } from "../call/planned-call.ts";
import type { InputRequired } from "../confirm/input-required.ts";

/**
 * How long a first list waits to know the instance, in milliseconds: clients show nothing until it is there. Over HTTP
 * many are never told that it has changed.
 */
const listWait = { stdio: 250, http: 2000 };

/** Every method that we answer ourselves. */
export const methods = {
  "tools/list": async (params, context) => {
    refuseCursor(params.cursor);
    const session = await listedSession(context);
    return listingOf(await shownTo(session, context)).result;
  },
  "tools/call": async (params, request) => {
    const { named, all } = await toolFor(params.name, request);
    const { tool, refusal, tools } = named;
    const written = params.arguments ?? {};
    if (!isObject(written)) throw new ProtocolError(invalidParams, "arguments must be an object.");
    await tellHidden({ name: params.name, values: written }, all, tool, request);
    if (tool === undefined) return failure(refusal);
    const { context, given, wrong, release } = await destined(written, tool, request);
    // Of each call observers hear, also of one that goes nowhere.
    if (context === undefined) return madeCall(tool, written, request, () => Promise.resolve(failure(wrong)));
    try {
      const { session } = context;
      const { token, values } = apart(given, tool, session);
      const ask = (call: Call) => confirm(call, { token, request: context, ...confirmingOf(context) });
      const link = linkerOf(context);
      return await madeCall(
        tool,
        values,
        context,
        async (caller) =>
          (await pageFirst(tool, values, context)) ??
          callTool<InputRequired>(tool, values, { tools, confirm: ask, link, ...caller }),
      );
    } finally {
      release?.();
    }
  },
} satisfies Readonly<Record<string, Handler>>;

/** The tool that a caller means. @throws ProtocolError for a name that no tool has */
export async function toolFor(
  name: unknown,
  { session, principal }: Pick<MethodContext, "session" | "principal">,
): Promise<{ readonly named: Named; readonly all: ToolSource }> {
  const { view, all } = await seenWith(name, session, principal);
  return { named: toolNamed(name, view.tools), all: all.tools };
}

/**
 * Tells observers of a call of what the caller's roles hide.
 * @param all that the operator allows @param seen the tool as the caller sees it
 */
async function tellHidden(
  call: { readonly name: unknown; readonly values: Arguments },
  all: ToolSource,
  seen: ToolDefinition | undefined,
  context: MethodContext,
): Promise<void> {
  const { session, principal } = context;
  if (principal.permission === "all") return;
  const { onFirstUse } = await import("../access/on-first-use.ts");
  await onFirstUse.tellHidden(call, all, seen, { observer: session.observer, ...tellingOf(context) });
}

/** The session whose tools a client is shown, with its instance known where that does not take long. */
export async function listedSession({ session: first, caller }: MethodContext): Promise<Session> {
  await first.saved?.refresh();
  const session = currentOf(first);
  session.detector.start();
  await session.detector.settle(caller === undefined ? listWait.stdio : listWait.http);
  return session;
}

/** How links of a call are given: with the connection that it went to, where others are there. */
function linkerOf({ session, protocol }: MethodContext): CallNeeds["link"] {
  if (!knowsLinks(protocol)) return undefined;
  const { saved } = session;
  const name = saved === undefined || saved.names.length === 0 ? undefined : saved.nameOf(session);
  return (link) => (name === undefined ? link : { ...link, uri: atConnection(link.uri, name) });
}

type Saved = NonNullable<Session["saved"]>;

type Arguments = Readonly<Record<string, unknown>>;

/** Where a call goes, and its arguments without what says so. */
export interface Destination extends Pick<MethodContext, "session" | "nowhere"> {
  readonly given: Arguments;
}

/**
 * The session that a call goes to, by the connection that it names or to the active one.
 * @throws InputError where there is no such connection
 */
export async function sessionFor(
  first: Session,
  tool: ToolDefinition,
  written: Arguments,
): Promise<Destination> {
  const { saved } = first;
  if (saved === undefined) return { session: first, given: written };
  if (!takesConnection(tool)) return { ...activeOf(saved, tool), given: written };
  await saved.refresh();
  // Where the argument is not listed, it is refused as any other that is not there.
  if (saved.names.length === 0) return { ...activeOf(saved, tool), given: written };
  const { [connectionArgument]: name, ...given } = written;
  if (name === undefined || name === null) return { ...activeOf(saved, tool), given };
  return { session: sessionNamed(name, saved), given };
}

/** @throws InputError where there is none, and all that the tool does needs one */
function activeOf({ current, nowhere }: Saved, tool: ToolDefinition): Omit<Destination, "given"> {
  if (nowhere === undefined) return { session: current };
  if (behavioursOf(tool).every((one) => needOf(one) === "known")) throw new InputError(nowhere);
  return { session: current, nowhere };
}

/** A call in the session that it goes to, or why there is none. Where there is a `release`, it is called when the call is over. */
export async function destined(written: Arguments, tool: ToolDefinition, context: MethodContext) {
  const { session: first } = context;
  const shown = async () => shownTo(await listedSession(context), context);
  try {
    const way = await first.users?.of(context.principal);
    if (way !== undefined) {
      const { missing, release } = way;
      const there = { ...context, shown, session: way.session, log: way.session.log };
      const nowhere =
        missing?.link === undefined ? missing?.said : say`${missing.said} Then make the same call again.`;
      return { context: { ...there, missing, nowhere }, given: written, release };
    }
    const { session, given, nowhere } = await sessionFor(first, tool, written);
    const there = { ...context, shown, ...(session !== first && { session, log: session.log }) };
    return { context: nowhere === undefined ? there : { ...there, nowhere }, given };
  } catch (error) {
    if (!(error instanceof InputError || error instanceof StoreError)) throw error;
    return { wrong: say`${own(tool.name)}: ${error.said}`.masked(first.mask) };
  }
}

/** Shows a user who must register credentials the page for it, where the call needs a Kestra and the client can show one. */
async function pageFirst(tool: ToolDefinition, values: Arguments, context: MethodContext) {
  const { missing } = context;
  if (missing === undefined || !needsKestra(tool, values)) return undefined;
  const { onFirstUse } = await import("../access/on-first-use.ts");
  return onFirstUse.askByPage(tool.name, missing, context);
}

function needsKestra(tool: ToolDefinition, values: Arguments): boolean {
  try {
    return needOf(choose(tool, values).behaviour) === "known";
  } catch {
    // What is wrong with it is told by the call itself.
    return false;
  }
}

/** @throws InputError where there is no such connection */
function sessionNamed(name: unknown, saved: Saved): Session {
  if (typeof name === "string") return saved.open(name);
  throw new InputError(say`${own(connectionArgument)} must be the name of a saved connection.`);
}

/** The arguments of a call without the token of one that is confirmed, where the tool takes such a token. */
function apart(given: Readonly<Record<string, unknown>>, tool: ToolDefinition, { config }: Session) {
  if (!asksFor(config.confirm, tool)) return { values: given };
  const { [confirmArgument]: token, ...values } = given;
  return { token, values };
}

function confirmingOf({ session, confirmTokens }: MethodContext) {
  const { config, connection, mask } = session;
  return { policy: config.confirm, tokens: confirmTokens ?? session.confirmTokens, connection, mask };
}

/** The tools that a caller is shown in a session. @param freshFor as `seenTools` has it */
export async function shownTo(
  session: Session,
  { principal }: Pick<MethodContext, "principal">,
  freshFor?: number | "known",
): Promise<readonly ToolDefinition[]> {
  const { view } = await seenTools(session, { principal }, freshFor);
  return session.shown(view.tools);
}

/** A list, with what tells it from another one. */
export interface Listing {
  /** What is sent of them, made where somebody wants more than its text. */
  readonly tools: () => readonly ListedTool[];
  /** As JSON. */
  readonly text: string;
  /** What `tools/list` answers. */
  readonly result: { readonly tools: readonly ListedTool[] };
}

const listings = new WeakMap<readonly ToolDefinition[], Listing>();

/** The list of what is shown; made once for all who are shown the same. */
export function listingOf(shown: readonly ToolDefinition[]): Listing {
  const made = listings.get(shown);
  if (made !== undefined) return made;
  const tools = lazy(() => shown.map(listed));
  const text = `[${shown.map(listedText).join(",")}]`;
  const own = {
    get tools() {
      return tools();
    },
  };
  const listing = { tools, text, result: withText({ tools: text }, own) };
  listings.set(shown, listing);
  return listing;
}

/** A tool, or why the operator's configuration has none of that name. */
export type Named =
  /** With what it is listed among. */
  | { readonly tool: ToolDefinition; readonly tools: ToolSource; readonly refusal?: never }
  | { readonly tool?: never; readonly tools?: never; readonly refusal: string };

/**
 * A tool by its name or a former one, with the actions that the operator allows. One that is hidden is refused in the
 * words of the official server, whose clients read that as a result.
 * @throws ProtocolError for a name that no tool has
 */
export function toolNamed(name: unknown, tools: ToolSource): Named {
  if (typeof name !== "string") throw new ProtocolError(invalidParams, "name must be the name of a tool.");
  const found = tools.find(name);
  if ("tool" in found) return { tool: found.tool, tools };
  if ("hidden" in found) return { refusal: `Unknown tool: '${name}'. It is hidden: ${found.hidden}.` };
  throw new ProtocolError(invalidParams, `Unknown tool: ${name.slice(0, 80)}.${found.guess}`);
}

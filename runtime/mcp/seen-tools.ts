import { nobody, type Principal } from "../auth/principal.ts";
import type { SeenTools } from "../access/view.ts";
import { viewOf } from "../access/view-of.ts";
import { run } from "../call/run.ts";
import { validate } from "../call/arguments/input.ts";
import { compiledTools } from "../catalog/compiled-tools.ts";
import { madeWithin, type Selection } from "../catalog/select.ts";
import { within } from "../deadline.ts";
import { ContractError, InputError, KestraError, StoreError } from "../errors.ts";
import { describe } from "../log.ts";
import type { MadeToolset } from "../made/selection.ts";
import { foreign, own, say, type Said } from "../text/said.ts";
import type { MadeList, MadeWith } from "../tool/made/made.ts";
import { isChoice } from "../tool/definition.ts";
import { deadlineFor } from "./call-deadline.ts";
import { unwatched } from "./messages.ts";
import { currentOf, type Session } from "./session.ts";
import { toolContext } from "./tool-context.ts";

/** Milliseconds for which what was read is good: for a list, and for a call of a name that is not among it. */
export const fresh = { list: 10_000, call: 1000 } as const;

/** How often it is looked whether it has changed, while a client listens, in milliseconds. */
export const poll = 60_000;

/** Milliseconds that a list waits for it: many clients never ask again. */
const patience = 3000;

/** Names of tools that are no more which are told so, rather than as unknown. */
const mostGone = 100;

/** The variable by which the operator chooses of what tools are made. */
const variable = "KESTRA_MCP_FLOWS";

/** What one caller sees, and what everybody with the same credentials may. */
export interface Seen {
  readonly all: SeenTools;
  readonly view: SeenTools;
}

/**
 * What a caller sees, with the tools that are made of what the instance has: read with the credentials that the caller's calls
 * have, so that nobody is shown what another one may see.
 * @param freshFor milliseconds for which what was read before is good; `known`: for ever, and nothing is read
 */
export async function seenTools(
  first: Session,
  { principal }: { readonly principal: Principal },
  freshFor: number | "known" = fresh.list,
): Promise<Seen> {
  const session = currentOf(first);
  const seen = async (all: SeenTools): Promise<Seen> => ({ all, view: await viewOf(all, principal) });
  if (session.made === undefined) return seen(session);
  const way = await wayOf(session, principal);
  try {
    if (freshFor !== "known" && way.session !== undefined)
      await within(refresh(way.session, freshFor), patience);
    return await seen((way.session ?? session).seen);
  } finally {
    way.release();
  }
}

/**
 * What a caller sees, where a tool is meant by this name. What is made of what the instance has is looked for where no other
 * tool has that name: as it was listed, and read anew where it was not.
 */
export async function seenWith(name: unknown, session: Session, principal: Principal): Promise<Seen> {
  const isUnknown = ({ view }: Seen) => typeof name === "string" && "guess" in view.tools.find(name);
  const compiled = { all: session, view: await viewOf(session, principal) };
  if (session.made === undefined || !isUnknown(compiled)) return compiled;
  const known = await seenTools(session, { principal }, poll);
  return isUnknown(known) ? seenTools(session, { principal }, fresh.call) : known;
}

interface Way {
  /** Absent: nothing may be asked for this caller. */
  readonly session?: Session;
  readonly release: () => void;
}

/** Where what a caller calls goes. */
async function wayOf(session: Session, principal: Principal): Promise<Way> {
  const free = () => undefined;
  try {
    const way = await session.users?.of(principal);
    if (way === undefined)
      return session.saved?.nowhere === undefined ? { session, release: free } : { release: free };
    return way.missing === undefined ? way : { release: way.release };
  } catch (error) {
    // A call is told why.
    if (error instanceof InputError || error instanceof StoreError) return { release: free };
    throw error;
  }
}

/** Reads anew what is not fresh: once for all who ask meanwhile. Never rejects. */
function refresh(session: Session, freshFor: number): Promise<void> {
  const { made } = session;
  if (made === undefined || performance.now() - made.at < freshFor) return Promise.resolve();
  return (made.reading ??= read(session, made).finally(() => {
    made.reading = undefined;
  }));
}

async function read(session: Session, made: NonNullable<Session["made"]>): Promise<void> {
  const { log, mask } = session;
  try {
    const all = await listAll(session, made.served);
    const text = JSON.stringify(all.map(({ list }) => list));
    if (text !== made.text) {
      made.text = text;
      made.served = all.flatMap(({ list }) => list.tools.map(({ namespace, id }) => `${namespace}/${id}`));
      await show(session, made, all);
    }
  } catch (error) {
    const why = error instanceof KestraError || error instanceof ContractError || error instanceof InputError;
    if (!why) log("error", describe(error));
    const said = why ? error.said : say`the reason lies in kestra-mcp itself; its log says more.`;
    unread(session, made, say`they could not be read: ${foreign(said.masked(mask))}`);
  }
  made.at = performance.now();
}

/** Of what the tools of each toolset are made. */
async function listAll(session: Session, served: readonly string[]): Promise<readonly MadeToolset[]> {
  const { compiled, selection, config } = session;
  const makers = (await compiled.made?.()) ?? {};
  return Promise.all(
    selection.made.flatMap((toolset) => {
      const of = makers[toolset];
      return of === undefined
        ? []
        : [
            listOf(of, { select: config.flows, served }, session).then((list) => ({
              toolset,
              list,
              makers: of,
            })),
          ];
    }),
  );
}

async function listOf({ list }: MadeWith, given: object, session: Session): Promise<MadeList> {
  const { behaviour } = list;
  if (isChoice(behaviour)) throw new Error(`${list.name} must do one thing.`);
  const signal = new AbortController().signal;
  const context = { session, principal: nobody, signal, progress: unwatched };
  const limit = deadlineFor(list, context);
  try {
    const input = validate(behaviour, given);
    const { output } = await run(behaviour, input, await toolContext(context, limit, "known"));
    return output as unknown as MadeList;
  } finally {
    limit.clear();
  }
}

/** Makes tools of lists that are not those before. */
async function show(
  session: Session,
  made: NonNullable<Session["made"]>,
  all: readonly MadeToolset[],
): Promise<void> {
  const { withMade, goneTools } = await import("../made/selection.ts");
  const { selection, compiled, config, log } = session;
  const names = new Set(compiled.tools.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  const selected = all.reduce<Selection>(
    (before, one) => withMade(before, names, one, { readOnly: config.readOnly, variable }),
    selection,
  );
  goneTools(made.gone, made.seen?.selection, selected, mostGone);
  const gone = [...made.gone].map(([name, namespace]) => ({
    name,
    namespaces: [namespace],
    reason: "what it was made of is gone, disabled, or called otherwise now: list the tools again",
  }));
  const whole = { ...selected, hidden: [...selected.hidden, ...gone] };
  set(made, config.namespaces === undefined ? whole : madeWithin(whole, config.namespaces));
  for (const { list } of all) {
    if (list.cut) log("warning", say`${own(variable)}: ${foreign(list.cut)}.`);
    for (const { namespace, id, reason } of list.left)
      log(
        "warning",
        say`${own(variable)}: ${[namespace, id].filter(Boolean).join(".")} is no tool: ${reason}.`,
      );
  }
}

/** Keeps what was known, or says why nothing is. */
function unread(session: Session, made: NonNullable<Session["made"]>, said: Said): void {
  session.log("warning", say`${own(variable)}: ${said}`);
  if (made.text !== undefined) return;
  const { selection } = session;
  const reason = said.masked(session.mask).replace(/\.$/, "");
  set(made, { ...selection, hidden: [...selection.hidden, { name: variable, reason, isWord: true }] });
}

function set(made: NonNullable<Session["made"]>, selection: Selection): void {
  made.seen = { selection, tools: compiledTools(selection) };
  made.changed();
}

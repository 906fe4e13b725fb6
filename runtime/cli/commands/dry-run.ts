import { usualOf, type Bound } from "../../auth/bound.ts";
import { pinned } from "../../call/arguments/pinned.ts";
import { withoutAdded } from "../../call/arguments/added-arguments.ts";
import { nobody } from "../../auth/principal.ts";
import { choose } from "../../tool/choose.ts";
import type { Connection } from "../../network/connection.ts";
import { InputError } from "../../errors.ts";
import { inputOf, refuseUnknown } from "../../call/arguments/input.ts";
import { clientFor } from "../../mcp/clients.ts";
import { sessionFor, toolFor, type Destination } from "../../mcp/methods.ts";
import { isComposite, type Behaviour, type ToolDefinition } from "../../tool/definition.ts";
import { needOf } from "../../tool/instance-need.ts";
import type { Call } from "../../call/planned-call.ts";
import { preview, type OtherCall } from "../../call/preview.ts";
import { shortly, sketched } from "../../call/sketched.ts";
import { isObject } from "../../json.ts";
import { requireAvailable, requireListed } from "../../catalog/availability.ts";
import type { ToolSource } from "../../catalog/tool-source.ts";
import { instanceOrNewest, knownOrNewest } from "../../mcp/instance-or-newest.ts";
import type { RequestPlan } from "../../http-client/request-plan.ts";
import type { Session } from "../../mcp/session.ts";
import { wireRequest } from "../../http-client/wire.ts";
import type { Printed } from "./call.ts";
import { columns } from "./columns.ts";

/** How long Kestra is waited for, in milliseconds. */
const patience = 2000;

/** Prints the request that a call would send first, and sends nothing. */
export async function dryRun(
  first: Session,
  name: string,
  written: Readonly<Record<string, unknown>>,
): Promise<Printed> {
  const { tool, refusal, tools } = (await toolFor(name, { session: first, principal: nobody })).named;
  if (tool === undefined) return { err: `${refusal}\n`, exitCode: 1 };
  try {
    return await dryRunIn(await sessionFor(first, tool, written), tool, tools);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { err: `${tool.name}: ${error.said.masked(first.mask)}\n`, exitCode: 1 };
  }
}

async function dryRunIn(
  { session, nowhere, given }: Destination,
  tool: ToolDefinition,
  tools: ToolSource,
): Promise<Printed> {
  const { tenant } = session.connection;
  try {
    const { namespaces: bound } = session.config;
    const written = withoutAdded(tool, given);
    refuseUnknown(tool, written);
    const chosen = choose(tool, written);
    const values = pinned(tool, chosen, written, usualOf(bound));
    const input = inputOf(tool, chosen, values);
    const need = needOf(chosen.behaviour);
    if (need === "known" && nowhere !== undefined) throw new InputError(nowhere);
    const { instance, failure } =
      need === "none" ? knownOrNewest(session) : await instanceOrNewest(session, patience);
    const note =
      failure &&
      `As for Kestra ${instance.line}, because it could not be asked: ${failure.said.masked(session.mask)}`;
    requireAvailable(chosen, instance);
    requireListed(tool, tools, instance);
    const narrowed = bound && (await boundBy(bound, { tool, chosen, input }));
    const { requests, others } = await preview(chosen.behaviour, input, { instance, tenant, ...narrowed });
    const [first, ...rest] = requests;
    const { behaviour } = chosen;
    const sent =
      first === undefined
        ? nothingSent(behaviour)
        : format(first, clientFor(session.clients, first).connection) + togetherWith(rest, tenant);
    const then = following(behaviour, others, input, { line: instance.line, tenant });
    return { out: sent + then, ...(note === undefined ? {} : { err: `${note}\n` }), exitCode: 0 };
  } catch (error) {
    if (error instanceof InputError)
      return { err: `${tool.name}: ${error.said.masked(session.mask)}\n`, exitCode: 1 };
    throw error;
  }
}

/**
 * How requests are kept within the bound of the server. Kestra is not asked where executions are: those are taken for within.
 * @throws InputError for a call that names what is out of it
 */
async function boundBy(bound: Bound, { tool, chosen, input }: Pick<Call, "tool" | "chosen" | "input">) {
  const { onFirstUse } = await import("../../access/on-first-use.ts");
  const within = () => Promise.resolve(bound[0]?.namespace ?? "");
  const permit = onFirstUse.permitOf({ permission: "all", bound }, within);
  const { behaviour, action } = chosen;
  await permit({ tool: tool.name, action: action?.name, behaviour }, input);
  return { narrowed: onFirstUse.narrowedBy(bound) };
}

/** Steps that do something besides asking are not begun. */
function nothingSent({ uses }: Behaviour): string {
  return uses === undefined
    ? "It sends nothing.\n"
    : "A dry run does not begin it, since it does something besides asking.\n";
}

function togetherWith(plans: readonly RequestPlan[], tenant: string): string {
  if (plans.length === 0) return "";
  const rows = plans.map((plan) => ["", shortly(plan, tenant)]);
  return `\nAt the same time:\n${columns(rows)}`;
}

/** Each request that may come after the first, with what the arguments say of it; the rest stands in braces. */
function following(
  behaviour: Behaviour,
  others: readonly OtherCall[],
  input: unknown,
  place: { readonly line: string; readonly tenant: string },
): string {
  if (!isComposite(behaviour) || others.length === 0) return "";
  const given = isObject(input) ? input : {};
  const rows = others.map(({ name, effect }) => {
    const operation = behaviour.calls[name];
    const request = operation === undefined ? undefined : sketched(operation, given, place);
    return ["", name, effect, request ?? ""];
  });
  const may =
    behaviour.uses === undefined
      ? "What follows depends on the answer"
      : "What it asks depends on what it finds";
  return `\n${may}. It may send, on Kestra ${place.line}:\n${columns(rows)}`;
}

function format(plan: RequestPlan, connection: Connection): string {
  const { method, origin, target, headers, body } = wireRequest(plan, connection);
  const shown = Object.entries(headers).map(
    ([name, value]) => `${name}: ${name === "Authorization" ? masked(value) : value}\n`,
  );
  return `${method} ${origin}${target}\n${shown.join("")}${body === undefined ? "" : `\n${body.toString("utf8")}\n`}`;
}

/** `Basic ***` */
function masked(value: string): string {
  return value.replace(/ .*/s, " ***");
}

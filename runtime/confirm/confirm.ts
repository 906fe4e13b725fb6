import { confirmArgument, isAsked, type ConfirmPolicy } from "./policy.ts";
import { lifetimes, type ConfirmTokens, type Purpose, type Unfit } from "./tokens.ts";
import type { Connection } from "../network/connection.ts";
import { isObject } from "../json.ts";
import { preview } from "../call/preview.ts";
import { failure, type CallResult } from "../call/result.ts";
import { statement } from "./statement.ts";
import { say } from "../text/said.ts";
import type { Call } from "../call/planned-call.ts";
import type { Asker, InputRequired } from "./input-required.ts";

/** What decides whether a call is carried out. */
export interface Confirming {
  readonly policy: ConfirmPolicy;
  readonly tokens: ConfirmTokens;
  readonly connection: Pick<Connection, "baseUrl" | "tenant">;
  /** Takes credentials out of a text. */
  readonly mask: (text: string) => string;
  /** The argument `confirm`, as the client gave it. */
  readonly token: unknown;
  /** Who asks, and what that client can do and answered. */
  readonly request: Asker;
}

/** The key of our form among those that a client answers, and of the one field in it. */
const field = "confirm";

/**
 * Confirms a call where the policy wants it: by a form where the client can show one, else by a token that must come
 * back. A guard against slips, not against a client or a model that means it: both could confirm without a person.
 * @returns what is answered in place of the call; undefined: it may go on
 * @throws InputError where the call could not be sent
 */
export async function confirm(
  call: Call,
  confirming: Confirming,
): Promise<CallResult | InputRequired | undefined> {
  const { policy, token, request } = confirming;
  if (!isAsked(policy, call.chosen.behaviour)) return undefined;
  const given = typeof token === "string" && token !== "" ? token : undefined;
  const unfit = given === undefined ? undefined : await redeem("argument", given, call, confirming);
  if (given !== undefined && unfit === undefined) return undefined;
  if (!hasForms(request)) return askForToken(call, confirming, unfit);
  const answer = request.inputResponses?.[field];
  return answer === undefined ? askByForm(call, confirming) : decided(answer, call, confirming);
}

/** Whether the client declared that it shows forms: it did where it named no mode at all. */
function hasForms({ clientCapabilities }: Confirming["request"]): boolean {
  const elicitation = clientCapabilities?.elicitation;
  return isObject(elicitation) && (isObject(elicitation.form) || elicitation.url === undefined);
}

async function askByForm(call: Call, confirming: Confirming): Promise<InputRequired> {
  const { tokens, mask } = confirming;
  const message = say`Proceed?\n${await statementOf(call, confirming)}`;
  const confirmed = { type: "boolean", title: "Yes, do this", description: "Nothing is done without it." };
  const requestedSchema = { type: "object", properties: { [field]: confirmed }, required: [field] };
  return {
    resultType: "input_required",
    inputRequests: {
      [field]: {
        method: "elicitation/create",
        params: { mode: "form", message: message.masked(mask), requestedSchema },
      },
    },
    requestState: tokens.issue("form", identity(call, confirming)),
  };
}

/** An answer counts for the form that was shown for this very call, and once, whatever it says. */
async function decided(answer: unknown, call: Call, confirming: Confirming): Promise<CallResult | undefined> {
  const unfit = await redeem("form", confirming.request.requestState ?? "", call, confirming);
  const what = nameOf(call);
  if (unfit !== undefined)
    return failure(`${what}: the answer to the form ${reasons[unfit]}. ${doneOf(unfit)}. Call it again.`);
  const { action, content } = isObject(answer) ? answer : {};
  if (action === "accept" && isObject(content) && content[field] === true) return undefined;
  const said = outcomes.get(action) ?? "The form was not answered";
  return failure(`${what}: ${said}. Nothing was done. Do not try again unless the user asks for it.`);
}

const outcomes: ReadonlyMap<unknown, string> = new Map([
  ["decline", "The user declined"],
  ["cancel", "The user dismissed the form"],
  ["accept", "The user did not tick that it shall be done"],
]);

const reasons: Readonly<Record<Unfit, string>> = {
  foreign: "is of another session, or for another call or other arguments",
  expired: "has expired",
  used: "was used already",
  crowded: "cannot be taken now, because too many calls were confirmed in the last minutes",
};

async function askForToken(
  call: Call,
  confirming: Confirming,
  unfit: Unfit | undefined,
): Promise<CallResult> {
  const { tokens, mask, policy } = confirming;
  const what = await statementOf(call, confirming);
  const minutes = lifetimes.argument / 60;
  const why = unfit === undefined ? "" : `The token in ${confirmArgument} ${reasons[unfit]}${made(unfit)}. `;
  const token = tokens.issue("argument", identity(call, confirming));
  const texts = [
    `${nameOf(call)}: ${why}${doneOf(unfit, " yet")}, because KESTRA_MCP_CONFIRM is ${policy}. This is what would be done:`,
    what.masked(mask),
    `Show this to the user. Only if they agree, make the same call with the same arguments and ${confirmArgument}: ` +
      `${JSON.stringify(token)} within ${minutes} minutes. The token is good for this one call, once.`,
  ];
  return failure(texts.join("\n\n"));
}

/** Where an answer was used already, something was done before. */
function doneOf(unfit: Unfit | undefined, yet = ""): string {
  return unfit === "used" ? "This time nothing was done" : `Nothing was done${yet}`;
}

/** A token is used up by the call that it lets through, and by nothing else. */
function made(unfit: Unfit): string {
  return unfit === "used"
    ? ", and its call was made then: look what became of it before you make it again"
    : "";
}

async function statementOf({ tool, chosen, input, context }: Call, { connection }: Confirming) {
  const planned = await preview(chosen.behaviour, input, context);
  return statement({ tool, chosen, input, preview: planned, connection });
}

function nameOf({ tool, chosen: { action } }: Call): string {
  return action === undefined ? tool.name : `${tool.name}, ${action.by} ${action.name}`;
}

function redeem(
  purpose: Purpose,
  token: string,
  call: Call,
  confirming: Confirming,
): ReturnType<ConfirmTokens["redeem"]> {
  return confirming.tokens.redeem(purpose, token, identity(call, confirming));
}

/** What tells a call from every other one, as JSON whose keys are in order. */
function identity({ tool, chosen, input }: Call, { connection, request }: Confirming): string {
  const { baseUrl, tenant } = connection;
  const asker = [request.caller ?? null, request.mcpSession ?? null];
  const whole = [...asker, baseUrl, tenant, tool.name, chosen.action?.name ?? null, input];
  return JSON.stringify(whole, (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

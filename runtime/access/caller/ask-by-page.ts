import { failure, type CallResult } from "../../call/result.ts";
import type { Asker, InputRequired } from "../../confirm/input-required.ts";
import { isObject } from "../../json.ts";
import type { MissingCredentials } from "./user-sessions.ts";

/** The key of our page among what a client answers. */
const field = "credentials";

/**
 * Has the client show its user the page on which credentials are registered, where it can.
 * @param tool that was called
 * @returns what is answered in place of the call; undefined where the client cannot
 */
export function askByPage(
  tool: string,
  { said, link }: MissingCredentials,
  { clientCapabilities, inputResponses }: Asker,
): CallResult | InputRequired | undefined {
  const elicitation = clientCapabilities?.elicitation;
  if (link === undefined || !isObject(elicitation) || !isObject(elicitation.url)) return undefined;
  const answer = inputResponses?.[field];
  if (answer !== undefined) return answered(tool, answer, link);
  const elicitationId = crypto.randomUUID();
  const params = { mode: "url", message: String(said), url: link, elicitationId };
  return {
    resultType: "input_required",
    inputRequests: { [field]: { method: "elicitation/create", params } },
  };
}

/** Whoever registered credentials meanwhile is not asked: the call goes on with them. */
function answered(tool: string, answer: unknown, link: string): CallResult {
  const { action } = isObject(answer) ? answer : {};
  return action === "accept"
    ? failure(
        `${tool}: Nothing was done yet. When the user has registered credentials at ${link}, make the same call again.`,
      )
    : failure(
        `${tool}: The user did not open the page, so nothing was done. Do not try again unless the user asks for it. The page is ${link}.`,
      );
}

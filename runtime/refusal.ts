import type { Answer } from "./context.ts";
import type { Credentials } from "./connection.ts";
import { KestraError } from "./errors.ts";
import { reasonOf } from "./kestra-message.ts";

/**
 * The error that an answer outside 2xx is.
 * @param request such as `DELETE /api/v1/main/executions/5xYz/kill`
 * @param advice what the agent should do about this status
 * @param credentials what it was sent with, to name where they came from
 * @param changes whether the request changes something
 */
export function refusal(
  request: string,
  answer: Answer,
  advice?: string,
  credentials?: Credentials,
  changes = false,
): KestraError {
  const verb = answer.status >= 500 ? "failed at" : "refused";
  const sentences = [
    `Kestra ${verb} ${request} (${answer.status}): ${reasonOf(answer)}.`,
    advice,
    changes && isUnsure(answer.status)
      ? "It may have been done all the same: look before you try again."
      : undefined,
    hint(answer.status, credentials?.kind === "basic" ? credentials.from : undefined),
  ];
  return new KestraError(sentences.filter((sentence) => sentence !== undefined).join(" "), answer.status);
}

/** Whether the one that answers so may not know what became of the request: a gateway, or a Kestra that gave up waiting. */
export function isUnsure(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

function hint(status: number, from: string | undefined): string | undefined {
  if (status === 401 && from !== undefined) return `Check the user and password in ${from}.`;
  if (status === 403 && from !== undefined) return `The user in ${from} needs that permission.`;
  if (status === 401) return "Check KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN.";
  if (status === 403)
    return "The user or token of KESTRA_USERNAME or KESTRA_API_TOKEN needs that permission.";
  return undefined;
}

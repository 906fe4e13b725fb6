import type { Answer } from "./context.ts";
import { KestraError } from "./errors.ts";
import { reasonOf } from "./kestra-message.ts";

/**
 * The error that an answer outside 2xx is.
 * @param request such as `DELETE /api/v1/main/executions/5xYz/kill`
 * @param advice what the agent should do about this status
 */
export function refusal(request: string, answer: Answer, advice?: string): KestraError {
  const verb = answer.status >= 500 ? "failed at" : "refused";
  const sentences = [
    `Kestra ${verb} ${request} (${answer.status}): ${reasonOf(answer)}.`,
    advice,
    hint(answer.status),
  ];
  return new KestraError(sentences.filter((sentence) => sentence !== undefined).join(" "), answer.status);
}

function hint(status: number): string | undefined {
  if (status === 401) return "Check KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN.";
  if (status === 403)
    return "The user or token of KESTRA_USERNAME or KESTRA_API_TOKEN needs that permission.";
  return undefined;
}

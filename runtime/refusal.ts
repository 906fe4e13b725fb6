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
    hint(answer.status, credentials),
  ];
  return new KestraError(sentences.filter((sentence) => sentence !== undefined).join(" "), answer.status);
}

/** Whether the one that answers so may not know what became of the request: a gateway, or a Kestra that gave up waiting. */
export function isUnsure(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

function hint(status: number, credentials: Credentials | undefined): string | undefined {
  const from = credentials === undefined || credentials.kind === "none" ? undefined : credentials.from;
  const { check, who } = from === undefined ? variables : named[from];
  if (status === 401) return `Check ${check}.`;
  return status === 403 ? `The ${who} needs that permission.` : undefined;
}

const variables = {
  check: "KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN",
  who: "user or token of KESTRA_USERNAME or KESTRA_API_TOKEN",
};

/** Where credentials came from, in the words of those who gave them. */
const named = {
  KESTRA_BASE_URL: { check: "the user and password in KESTRA_BASE_URL", who: "user in KESTRA_BASE_URL" },
  "X-Kestra-Username": {
    check: "the headers X-Kestra-Username and X-Kestra-Password",
    who: "user of X-Kestra-Username",
  },
  "X-Kestra-Token": { check: "the header X-Kestra-Token", who: "owner of X-Kestra-Token" },
} as const;

import { serviceSaid, type Credentials } from "../network/connection.ts";
import { KestraError } from "../errors.ts";
import { credentialSource } from "./credential-source.ts";
import { reasonOf } from "./error-body.ts";
import { mayBeOfProxy } from "../http-client/proxy-answer.ts";
import { own, say, type Said } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import { sentences } from "../text/sentences.ts";
import { mayBeDoneSaid } from "../http-client/doubt.ts";
import type { Answer } from "../http-client/answer.ts";
import type { Instance } from "./instance.ts";
import { isGood, isUnsure } from "../http-client/status.ts";

/** What is known around an answer outside 2xx. */
export interface Refused {
  /** What the agent should do about this status. */
  readonly advice?: Said | undefined;
  /** What it was sent with, to name where they came from. */
  readonly credentials?: Credentials | undefined;
  /** Whether the request changes something. */
  readonly changes?: boolean;
  readonly instance?: Pick<Instance, "isSetUp"> | undefined;
  /** The service that answered; absent: Kestra. */
  readonly service?: string | undefined;
  /** The address of Kestra's user interface. */
  readonly ui?: string | undefined;
}

/**
 * The error that an answer outside 2xx is, and a page in place of any.
 * @param request such as `DELETE /api/v1/main/executions/5xYz/kill`
 */
export function refusal(request: Said, answer: Answer, about: Refused = {}): KestraError {
  const { status } = answer;
  const { advice, credentials, changes = false, instance, service, ui } = about;
  const verb = isUnsure(status) ? say`failed at` : say`refused`;
  // Of such a status only an answer that is not Kestra's is an error.
  const page = isGood(status);
  const mayBeDone = changes && (isUnsure(status) || page);
  const unsure = page ? say`Whether it was done is not known: look before you try again.` : mayBeDoneSaid;
  const proxys = mayBeOfProxy(answer);
  const reason = say`(${status}): ${reasonOf(answer)}`;
  // Kestra's users and credentials are nothing to another service.
  const whatToDo = () =>
    status === 401 && instance?.isSetUp === false
      ? notSetUp(ui, credentials)
      : hint(status, credentials, proxys);
  const said = sentences(
    proxys === undefined && !page
      ? say`${serviceSaid({ service })} ${verb} ${request} ${reason}`
      : say`${request} failed ${reason}`,
    proxys,
    advice,
    mayBeDone ? unsure : undefined,
    service === undefined ? whatToDo() : undefined,
  );
  return new KestraError(said, status, { mayBeDone });
}

/** What to do where an open-source Kestra has no user yet: it refuses everybody until it has one. */
export function notSetUp(ui: string | undefined, credentials: Credentials | undefined): Said {
  const where = ui === undefined ? say`in its user interface` : say`at ${addressSaid(ui)}`;
  return say`The basic authentication of this Kestra is not set up yet, so it refuses every user: create its user ${where}, or name one in its configuration under kestra.server.basic-auth, and give the same in ${own(credentialSource(credentials).user)}.`;
}

/** @param proxys what says that a proxy may have answered, which knows nothing of Kestra's users */
function hint(
  status: number,
  credentials: Credentials | undefined,
  proxys: Said | undefined,
): Said | undefined {
  if (proxys !== undefined) return undefined;
  const { check, who } = credentialSource(credentials);
  const other = credentials?.kind === "none" ? (credentials.hint ?? "") : "";
  if (status === 401) return sentences(say`Check ${own(check)}`, own(other));
  return status === 403 ? say`The ${own(who)} needs that permission.` : undefined;
}

import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CreateMessageResultSchema,
  ElicitResultSchema,
  ListRootsResultSchema,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import { internalError, ProtocolError } from "../handler.ts";
import { limits } from "../../limits.ts";
import type { InputRequest, InputRequired } from "../../confirm/input-required.ts";

/** What the SDK hands to a handler. */
export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What the client answers a request of ours with, and the capability that it declares for it. */
const asked = {
  "elicitation/create": { schema: ElicitResultSchema, capability: "elicitation" },
  "sampling/createMessage": { schema: CreateMessageResultSchema, capability: "sampling" },
  "roots/list": { schema: ListRootsResultSchema, capability: "roots" },
} as const;

/** Asks the client what a result asks for, one after the other. @throws ProtocolError where it cannot be asked */
export async function askClient(
  { inputRequests = {} }: InputRequired,
  capabilities: Readonly<Record<string, unknown>> | undefined,
  extra: Extra,
  withdrawn: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const responses: Record<string, unknown> = {};
  for (const [key, request] of Object.entries(inputRequests)) {
    responses[key] = await answer(request, capabilities, extra, withdrawn);
  }
  return responses;
}

async function answer(
  request: InputRequest,
  capabilities: Readonly<Record<string, unknown>> | undefined,
  extra: Extra,
  withdrawn: AbortSignal,
): Promise<unknown> {
  const { schema, capability } = asked[request.method];
  if (capabilities?.[capability] === undefined) {
    throw new ProtocolError(
      internalError,
      `The client has not declared ${capability}, which is needed here.`,
    );
  }
  try {
    return await extra.sendRequest(request as ServerRequest, schema, {
      timeout: limits.formTime,
      signal: AbortSignal.any([extra.signal, withdrawn]),
    });
  } catch {
    extra.signal.throwIfAborted();
    return null;
  }
}

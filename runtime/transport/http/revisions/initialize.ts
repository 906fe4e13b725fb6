import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import { isObject } from "../../../json.ts";

/** What of a client's capabilities is ever asked for. */
const used = ["elicitation", "sampling", "roots"];

/** What of a client's description of itself. */
const named = ["name", "title", "version"];

/**
 * An `initialize` with nothing in it but what this server reads: a session keeps it, and thousands of small values, which
 * fit into a short message, take a hundred times its room.
 * @returns what is not as the protocol has it unchanged: the SDK refuses it
 */
export function readInitialize(body: ClientMessage): ClientMessage {
  if (body.params === undefined) return body;
  const { protocolVersion, capabilities, clientInfo } = body.params;
  const params = {
    protocolVersion,
    capabilities: isObject(capabilities) ? shapeOf(only(used, capabilities)) : capabilities,
    clientInfo: isObject(clientInfo) ? only(named, clientInfo) : clientInfo,
  };
  return { ...body, params };
}

function only(names: readonly string[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** A capability is an object with members that are objects or flags: whether they are there is all that counts. */
function shapeOf(capabilities: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shape = (value: unknown) => (isObject(value) ? {} : value);
  return Object.fromEntries(
    Object.entries(capabilities).map(([name, value]) => [
      name,
      isObject(value)
        ? Object.fromEntries(
            Object.entries(value)
              .slice(0, 10)
              .map(([inner, one]) => [inner, shape(one)]),
          )
        : value,
    ]),
  );
}

/** The revision that the SDK agrees on. */
export function agreed({ params }: ClientMessage): string {
  const wanted = String(params?.protocolVersion);
  return SUPPORTED_PROTOCOL_VERSIONS.includes(wanted) ? wanted : LATEST_PROTOCOL_VERSION;
}

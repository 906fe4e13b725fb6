import { isObject, type JsonObject } from "../../json.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import { isPlainClient, isPlainInfo } from "./plain-client.ts";

/** The revision that requests name themselves, each for itself. */
export const revision2026 = "2026-07-28";

const envelope = "io.modelcontextprotocol/";

/** What a request says that its client can, where the SDK would take all that it says. @param also what else it may say, of itself */
export function plainClient2026(
  params: ClientMessage["params"],
  also: ReadonlySet<string> = new Set(),
): JsonObject | undefined {
  if (!isObject(params?._meta)) return undefined;
  const {
    [`${envelope}protocolVersion`]: version,
    [`${envelope}clientInfo`]: client,
    [`${envelope}clientCapabilities`]: capabilities,
    ...rest
  } = params._meta;
  const isPlain =
    version === revision2026 &&
    (client === undefined || isPlainInfo(client)) &&
    isObject(capabilities) &&
    isPlainClient(capabilities) &&
    Object.keys(rest).every((name) => also.has(name));
  return isPlain ? (capabilities as JsonObject) : undefined;
}

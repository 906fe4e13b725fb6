import { isObject, type JsonObject } from "../../json.ts";
import { metaKeys, revision2026 } from "../revision.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import { isPlainClient, isPlainInfo } from "./plain-client.ts";

const nothing: ReadonlySet<string> = new Set();

/** What a request says that its client can, where the SDK would take all that it says. @param also what else it may say, of itself */
export function plainClient2026(params: ClientMessage["params"], also = nothing): JsonObject | undefined {
  if (!isObject(params?._meta)) return undefined;
  const {
    [metaKeys.version]: version,
    [metaKeys.client]: client,
    [metaKeys.capabilities]: capabilities,
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

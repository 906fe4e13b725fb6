import { isObject, type JsonObject } from "../../json.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import type { Serving } from "../service.ts";
import { createListRequests, isPlainList, type Opening, type OpeningWays } from "./opening.ts";
import { isPlainClient, isPlainInfo } from "./plain-client.ts";

const revision = "2026-07-28";
const envelope = "io.modelcontextprotocol/";

/** The beginning of a connection of revision 2026-07-28, whose requests stand for themselves. */
export function createOpening2026(serving: Serving, ways: OpeningWays): Opening {
  const { info, capabilities, instructions, cacheHints } = serving.service;
  const requests = createListRequests(serving, ways);
  return {
    take(message) {
      const { id, method = "", params } = message;
      if (id === undefined) return method === "notifications/cancelled" && requests.cancel(params?.requestId);
      const hint = Object.hasOwn(cacheHints, method) ? cacheHints[method] : undefined;
      const client = plainClient(params);
      if (hint === undefined || client === undefined) return false;
      const more = { resultType: "complete", ...hint, _meta: { [`${envelope}serverInfo`]: info } };
      if (method === "server/discover" && Object.keys(params ?? {}).length === 1) {
        ways.answer(id, { supportedVersions: [revision], capabilities, instructions }, more);
        return true;
      }
      if (!isPlainList(message)) return false;
      const request = { ...message, id };
      requests.begin({ request, protocol: revision, clientCapabilities: client, more });
      return true;
    },
    idle: () => requests.idle(),
  };
}

/** What a request says that its client can, where the SDK would take all that it says. */
function plainClient(params: ClientMessage["params"]): JsonObject | undefined {
  if (!isObject(params?._meta)) return undefined;
  const {
    [`${envelope}protocolVersion`]: version,
    [`${envelope}clientInfo`]: client,
    [`${envelope}clientCapabilities`]: capabilities,
    ...rest
  } = params._meta;
  const isPlain =
    version === revision &&
    (client === undefined || isPlainInfo(client)) &&
    isObject(capabilities) &&
    isPlainClient(capabilities) &&
    Object.keys(rest).length === 0;
  return isPlain ? (capabilities as JsonObject) : undefined;
}

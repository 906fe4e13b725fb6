import type { Serving } from "../service.ts";
import { createListRequests, isPlainList, type Opening, type OpeningWays } from "./opening.ts";
import { stampOf } from "./answering-2026.ts";
import { revision2026 } from "../revision.ts";
import { plainClient2026 } from "./plain-client-2026.ts";

/** The beginning of a connection of revision 2026-07-28, whose requests stand for themselves. */
export function createOpening2026(serving: Serving, ways: OpeningWays): Opening {
  const { info, capabilities, instructions, cacheHints } = serving.service;
  const requests = createListRequests(serving, ways);
  return {
    take(message) {
      const { id, method = "", params } = message;
      if (id === undefined) return method === "notifications/cancelled" && requests.cancel(params?.requestId);
      const hint = Object.hasOwn(cacheHints, method) ? cacheHints[method] : undefined;
      const client = plainClient2026(params);
      if (hint === undefined || client === undefined) return false;
      const more = stampOf(info, hint);
      if (method === "server/discover" && Object.keys(params ?? {}).length === 1) {
        ways.answer(id, { supportedVersions: [revision2026], capabilities, instructions }, more);
        return true;
      }
      if (!isPlainList(message)) return false;
      const request = { ...message, id };
      requests.begin({ request, protocol: revision2026, clientCapabilities: client, more });
      return true;
    },
    idle: () => requests.idle(),
  };
}

import { isObject, type JsonObject } from "../../json.ts";
import type { ClientMessage, MessageId } from "../wire/client-message.ts";
import { listMethods, type Serving } from "../service.ts";
import type { Connection2025 } from "./connection-2025.ts";
import { createListRequests, isPlainList, type Opening, type OpeningWays } from "./opening.ts";
import { isPlainClient, isPlainInfo } from "./plain-client.ts";

/** What the SDK is told once it is loaded, so that it knows its client. */
export interface Opened2025 {
  readonly initialize?: ClientMessage;
  readonly initialized?: ClientMessage;
}

/** The beginning of a connection of the older revisions. */
export interface Opening2025 extends Opening {
  readonly opened: Opened2025;
}

/** The revisions that the SDK knows, the newest first: one that it does not know is answered with that. */
export const revisions2025 = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2024-10-07"] as const;

/** @param initialized tells that the client is */
export function createOpening2025(
  serving: Serving,
  connection: Connection2025,
  ways: OpeningWays & { initialized(): void },
): Opening2025 {
  const { info, capabilities, instructions } = serving.service;
  const requests = createListRequests(serving, ways);
  let opened: Opened2025 = {};
  const initialize = (message: ClientMessage, id: MessageId, protocolVersion: string) => {
    opened = { ...opened, initialize: message };
    ways.answer(id, {
      protocolVersion: revisions2025.find((one) => one === protocolVersion) ?? revisions2025[0],
      capabilities,
      serverInfo: info,
      instructions,
    });
  };
  return {
    get opened() {
      return opened;
    },
    take(message) {
      const { id, method, params } = message;
      if (id === undefined) {
        if (method === "notifications/cancelled") return requests.cancel(params?.requestId);
        if (method !== "notifications/initialized") return false;
        opened = { ...opened, initialized: message };
        ways.initialized();
        return true;
      }
      if (method === "initialize") {
        const version = opened.initialize === undefined ? plainVersion(params) : undefined;
        if (version === undefined) return false;
        initialize(message, id, version);
        return true;
      }
      if (params?._meta !== undefined) return false;
      if (method === "ping") {
        ways.answer(id, {});
        return true;
      }
      if (!isPlainList(message)) return false;
      requests.begin({
        request: { ...message, id },
        protocol: serving.protocol?.(),
        least: connection.least,
        clientCapabilities: opened.initialize?.params?.capabilities as JsonObject | undefined,
        listed() {
          const list = listMethods[method ?? ""];
          if (list !== undefined) connection.watch?.listed(list);
          if (list === "tools") connection.watch?.listen();
        },
      });
      return true;
    },
    idle: () => requests.idle(),
  };
}

/** The revision that a client asks for, where the SDK would take all that it says. */
function plainVersion(params: ClientMessage["params"]): string | undefined {
  const { protocolVersion, capabilities, clientInfo, ...rest } = params ?? {};
  const isPlain =
    isObject(capabilities) &&
    isPlainClient(capabilities) &&
    isPlainInfo(clientInfo) &&
    Object.keys(rest).length === 0;
  return isPlain && typeof protocolVersion === "string" ? protocolVersion : undefined;
}

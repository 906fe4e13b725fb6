import { isWanted, logMessage, type Message, type Severity, type Tell } from "../messages.ts";
import type { List, Serving, Watch } from "../service.ts";
import { quietly } from "./method-context.ts";

/** What a connection of the older revisions is like, whoever answers on it. */
export interface Connection2025 {
  /** Of log messages, what the client wants to hear at least. */
  least: Severity;
  /** Tells the client of changes, once it is initialized. */
  watch?: Watch;
}

export function createConnection2025(): Connection2025 {
  return { least: "info" };
}

/** A notification that belongs to no request. */
export type Notice = Message | { readonly method: `notifications/${List}/list_changed` };

/** Sends the client those log messages that it wants. */
export function wanting(
  connection: Connection2025,
  serving: Serving,
  send: (message: Message) => Promise<void>,
): Tell {
  return (severity, data) => {
    if (isWanted(severity, connection.least)) quietly(send(logMessage(severity, data())), serving);
  };
}

/** From now on the client is told of changes. Clients may say twice that they are initialized. */
export function initialized(
  connection: Connection2025,
  serving: Serving,
  notify: (notice: Notice) => Promise<void>,
): void {
  if (connection.watch !== undefined) return;
  connection.watch = serving.service.watch(serving.session, {
    changed(list) {
      quietly(notify({ method: `notifications/${list}/list_changed` }), serving);
    },
    log: wanting(connection, serving, notify),
  });
  serving.watching?.(connection.watch);
}

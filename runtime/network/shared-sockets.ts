import type { ClientRequest } from "node:http";
import type { Connection } from "./connection.ts";
import { openSockets, type Sockets } from "./sockets.ts";

/** Sockets by which several send, each with credentials of their own: what is sent says whose it is, and no socket does. */
export interface SharedSockets {
  /** Those of one of them: closing it ends what that one sends, and nothing of others. */
  readonly lease: () => Promise<Sockets>;
  /** Closes all. */
  close(): void;
}

/**
 * Opens none yet.
 * @param connection where they go, and how; its credentials and headers are not looked at
 * @param most at one time
 */
export function shareSockets(connection: Connection, most: number): SharedSockets {
  let opened: Promise<Sockets> | undefined;
  const open = (): Promise<Sockets> => {
    const opening = (opened ??= openSockets(connection, most));
    opening.catch(() => {
      if (opened === opening) opened = undefined;
    });
    return opening;
  };
  return {
    async lease() {
      const all = await open();
      const sent = new Set<ClientRequest>();
      return {
        ...all,
        request(wire) {
          const request = all.request(wire);
          sent.add(request);
          request.once("close", () => sent.delete(request));
          return request;
        },
        close() {
          for (const request of sent) request.destroy();
        },
      };
    },
    close() {
      opened?.then(
        ({ close }) => {
          close();
        },
        () => undefined,
      );
    },
  };
}

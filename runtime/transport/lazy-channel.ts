import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { ClientMessage } from "../mcp/wire/client-message.ts";

/** A way to an SDK that shares a wire with another one: it is loaded by the first message. Messages stay in their order. */
export interface LazyChannel {
  /** Whether the SDK is loaded, or being loaded. */
  readonly isOpen: boolean;
  /** Loads the SDK. */
  open(): void;
  give(message: ClientMessage): void;
  /** Waits until every message has been handed on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface ChannelOptions {
  /** Loads what is given messages by a transport. @returns what closes it */
  readonly load: (transport: Transport) => Promise<() => Promise<void>>;
  readonly send: (message: JSONRPCMessage) => Promise<void>;
  /** A message was not handed on. */
  readonly failed: (error: unknown, message: ClientMessage) => void;
}

export function createLazyChannel({ load, send, failed }: ChannelOptions): LazyChannel {
  const transport: Transport = {
    start: () => Promise.resolve(),
    send,
    // The wire stays open.
    close() {
      transport.onclose?.();
      return Promise.resolve();
    },
  };
  const waiting: ClientMessage[] = [];
  let loading: Promise<(() => Promise<void>) | undefined> | undefined;
  /** What becomes of a message, once it is known whether the SDK is there. */
  let deliver: ((message: ClientMessage) => void) | undefined;
  const give = (message: ClientMessage) => {
    try {
      transport.onmessage?.(message as JSONRPCMessage);
    } catch (error) {
      failed(error, message);
    }
  };
  const loaded = async () => {
    let close: (() => Promise<void>) | undefined;
    try {
      close = await load(transport);
      deliver = give;
    } catch (error) {
      deliver = (message) => {
        failed(error, message);
      };
    }
    for (const message of waiting.splice(0)) deliver(message);
    return close;
  };
  const open = () => {
    loading ??= loaded();
  };
  return {
    get isOpen() {
      return loading !== undefined;
    },
    open,
    give(message) {
      open();
      if (deliver === undefined) waiting.push(message);
      else deliver(message);
    },
    async idle() {
      await loading;
      // The SDK takes a message up in a later microtask.
      await new Promise(setImmediate);
    },
    async close() {
      await (
        await loading
      )?.();
    },
  };
}

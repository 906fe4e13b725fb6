import {
  errorResponse,
  MessageError,
  readMessage,
  type ClientMessage,
  type MessageId,
} from "./client-message.ts";
import { invalidRequest } from "../handler.ts";
import { limits } from "../../limits.ts";

/** The last revision in which several messages may come as one array. */
const lastRevision = "2025-03-26";

/**
 * Lets an array of messages in where the protocol does.
 * @param revision that is spoken; undefined where none was agreed on
 * @throws MessageError
 */
export function requireBatch(values: readonly unknown[], revision: string | undefined): void {
  if (revision === undefined || revision > lastRevision) {
    const which = revision === undefined ? "before a revision is agreed on" : `in revision ${revision}`;
    throw refused(`a batch is not allowed ${which}. Send one message at a time.`);
  }
  if (values.length === 0 || values.length > limits.batch)
    throw refused(`a batch has 1 to ${limits.batch} messages.`);
}

/** Reads an array of messages. @returns each, or the error that answers it */
export function readBatch(values: readonly unknown[]): readonly (ClientMessage | MessageError)[] {
  return values.map((value) => {
    try {
      const message = readMessage(value);
      if (message.method !== "initialize") return message;
      return refused("initialize must not be part of a batch.", message.id);
    } catch (error) {
      if (error instanceof MessageError) return error;
      throw error;
    }
  });
}

function refused(what: string, id: MessageId | null = null): MessageError {
  return new MessageError(invalidRequest, `Invalid request: ${what}`, id);
}

/** Keeps the answers to a batch until all are there: they go out as one array. */
export interface Batches {
  open(entries: readonly (ClientMessage | MessageError)[]): void;
  /** @returns whether a message was such an answer, and is kept */
  keep(message: object): boolean;
  /** A request was cancelled: it is not answered. */
  forget(id: unknown): void;
}

interface Batch {
  readonly open: Set<MessageId>;
  readonly answers: object[];
}

export function createBatches(send: (answers: readonly object[]) => void): Batches {
  const batches = new Map<unknown, Batch>();
  const settle = (id: MessageId, batch: Batch) => {
    batch.open.delete(id);
    batches.delete(id);
    if (batch.open.size === 0 && batch.answers.length > 0) send(batch.answers);
  };
  return {
    open(entries) {
      const answers = entries.flatMap((one) =>
        one instanceof MessageError && one.id !== undefined ? [errorResponse(one)] : [],
      );
      const ids = entries.flatMap((one) =>
        one instanceof MessageError || one.method === undefined || one.id === undefined ? [] : [one.id],
      );
      const batch = { open: new Set(ids), answers };
      for (const id of ids) batches.set(id, batch);
      if (ids.length === 0 && answers.length > 0) send(answers);
    },
    keep(message) {
      const { id } = message as ClientMessage;
      const batch = batches.get(id);
      if (batch === undefined || id === undefined || "method" in message) return false;
      batch.answers.push(message);
      settle(id, batch);
      return true;
    },
    forget(id) {
      const batch = batches.get(id);
      if (batch !== undefined) settle(id as MessageId, batch);
    },
  };
}

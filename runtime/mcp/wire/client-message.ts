import { invalidParams, invalidRequest } from "../handler.ts";
import { isObject } from "../../json.ts";

/** An id of a request. */
export type MessageId = string | number;

/** A message of JSON-RPC that every SDK takes. */
export interface ClientMessage {
  readonly jsonrpc: "2.0";
  readonly id?: MessageId;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
}

/** What came is not a message that can be handed on: the error of JSON-RPC that answers it. */
export class MessageError extends Error {
  override readonly name = "MessageError";
  /** Of JSON-RPC. */
  readonly code: number;
  /** Of the request; null where none can be read; undefined where nothing may be answered, as to a notification. */
  readonly id: MessageId | null | undefined;

  /** What the client said, for the log: it may be long, and hold a secret. */
  readonly words: string | undefined;

  constructor(code: number, message: string, id: MessageId | null | undefined, words?: string) {
    super(message);
    this.code = code;
    this.words = words;
    this.id = id;
  }
}

/** The answer to what could not be read. */
export function errorResponse({ code, message, id = null }: MessageError): object {
  return { jsonrpc: "2.0", id, error: { code, message } };
}

/**
 * Reads one message: JSON-RPC 2.0 with the narrowings of MCP. `null` counts as absent, as many clients write what they
 * leave out; but not in what is a user's, the arguments of a call.
 * @throws MessageError for what is not a message
 */
export function readMessage(value: unknown): ClientMessage {
  if (!isObject(value))
    throw new MessageError(invalidRequest, "Invalid request: a message is an object.", null);
  const id = idOf(value.id);
  if (value.jsonrpc !== "2.0")
    throw new MessageError(invalidRequest, 'Invalid request: jsonrpc must be "2.0".', id ?? null);
  if (isGiven(value.method)) return request(value, id);
  if ("result" in value || isGiven(value.error)) return response(value, id);
  throw new MessageError(
    invalidRequest,
    "Invalid request: a message has a method, or a result or an error.",
    id ?? null,
  );
}

function request(value: Readonly<Record<string, unknown>>, id: MessageId | undefined): ClientMessage {
  const { method } = value;
  if (typeof method !== "string")
    throw new MessageError(invalidRequest, "Invalid request: method must be a text.", id ?? null);
  const isNotification = id === undefined && (!("id" in value) || method.startsWith("notifications/"));
  if (id === undefined && !isNotification) {
    throw new MessageError(invalidRequest, "Invalid request: id must be a text or a whole number.", null);
  }
  const wrong = (code: number, what: string) =>
    new MessageError(code, `${what} (${method.slice(0, 60)})`, isNotification ? undefined : id);
  const params = paramsOf(value.params, wrong);
  return {
    jsonrpc: "2.0",
    ...(id === undefined ? {} : { id }),
    method,
    ...(params === undefined ? {} : { params }),
  };
}

/** Makes the error of a request or notification. */
type Wrong = (code: number, what: string) => MessageError;

/** Of a user, or of nobody but who reads them: they are handed on as they are. */
const opaque = ["arguments"];

function paramsOf(sent: unknown, wrong: Wrong): ClientMessage["params"] {
  if (!isGiven(sent)) return undefined;
  // An array is JSON-RPC, but no method of MCP takes one; anything else is neither.
  if (Array.isArray(sent)) throw wrong(invalidParams, "Invalid params: they must be an object, not an array");
  if (!isObject(sent)) throw wrong(invalidRequest, "Invalid request: params must be an object");
  const params = changed(given(sent), (value, name) => (opaque.includes(name) ? value : withoutNulls(value)));
  if (params._meta !== undefined) checkMeta(params._meta, wrong);
  return params;
}

/** The task that a message belongs to. */
export const relatedTask = "io.modelcontextprotocol/related-task";

function checkMeta(meta: unknown, wrong: Wrong): void {
  if (!isObject(meta)) throw wrong(invalidParams, "Invalid params: _meta must be an object");
  const { progressToken, [relatedTask]: task } = meta;
  if (progressToken !== undefined && idOf(progressToken) === undefined)
    throw wrong(invalidParams, "Invalid params: _meta.progressToken must be a text or a whole number");
  if (task !== undefined && !(isObject(task) && typeof task.taskId === "string"))
    throw wrong(invalidParams, `Invalid params: _meta["${relatedTask}"] must name a taskId`);
}

/** The answer to a request of ours. One that is ill-formed fails that request, which would otherwise wait for it. */
function response(value: Readonly<Record<string, unknown>>, id: MessageId | undefined): ClientMessage {
  if (id === undefined) {
    const { error } = value;
    const words = isObject(error) && typeof error.message === "string" ? error.message : undefined;
    throw new MessageError(invalidRequest, "The client sent an answer without an id", undefined, words);
  }
  const { error, result } = value;
  if (isGiven(error)) return { jsonrpc: "2.0", id, error: errorOf(error) };
  if (!isGiven(result)) return { jsonrpc: "2.0", id, result: {} };
  if (isObject(result)) return { jsonrpc: "2.0", id, result: given(result) };
  return { jsonrpc: "2.0", id, error: { code: invalidRequest, message: "The result is not an object." } };
}

function errorOf(error: unknown): Readonly<Record<string, unknown>> {
  const { code, message, data } = isObject(error) ? error : {};
  return {
    code: Number.isSafeInteger(code) ? code : invalidRequest,
    message: typeof message === "string" ? message : "The client sent an error without a message.",
    ...(data === undefined ? {} : { data }),
  };
}

/** A value as an id; undefined where it cannot be one. */
export function idOf(id: unknown): MessageId | undefined {
  return typeof id === "string" || (typeof id === "number" && Number.isSafeInteger(id)) ? id : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

type Members = Readonly<Record<string, unknown>>;

function given(members: Members): Members {
  return Object.values(members).every(isGiven)
    ? members
    : Object.fromEntries(Object.entries(members).filter(([, one]) => isGiven(one)));
}

function withoutNulls(value: unknown): unknown {
  return isObject(value) ? changed(given(value), withoutNulls) : value;
}

/** The members, each changed; themselves where none is, as of nearly all messages. */
function changed(members: Members, change: (value: unknown, name: string) => unknown): Members {
  const names = Object.keys(members);
  const values = names.map((name) => change(members[name], name));
  return names.every((name, i) => values[i] === members[name])
    ? members
    : Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

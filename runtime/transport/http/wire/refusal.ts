import type { MessageError, MessageId } from "../../../mcp/wire/client-message.ts";

/** An HTTP request that is not let in, or not served. Its message is for the client: no secret, nothing of the inside. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  /** Of JSON-RPC. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the message that it answers, where that is known. */
  readonly id: MessageId | null;

  constructor(
    status: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    code = -32000,
    id: MessageId | null = null,
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.code = code;
    this.id = id;
  }
}

/** The answer to what is not a message. */
export function notAMessage({ message, code, id }: MessageError): HttpRefusal {
  return new HttpRefusal(400, message, {}, code, id ?? null);
}

/** The answer to a session id that is nobody's, or somebody else's: which of both is not told. */
export function sessionNotFound(): HttpRefusal {
  return new HttpRefusal(
    404,
    "Session not found: it is over, not of this server, or was opened with other credentials. Send initialize, without Mcp-Session-Id, to open a new one.",
    {},
    -32001,
  );
}

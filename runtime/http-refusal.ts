/** An HTTP request that is not let in, or not served. Its message is for the client: no secret, nothing of the inside. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  /** Of JSON-RPC. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    code = -32000,
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.code = code;
  }
}

/** The answer to a session id that is nobody's, or somebody else's: which of both is not told. */
export function sessionNotFound(): HttpRefusal {
  return new HttpRefusal(404, "Session not found", {}, -32001);
}

/** An error of OAuth, as a client is answered it: its code, and a sentence without a secret. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    {
      status = 400,
      headers = {},
    }: { readonly status?: number; readonly headers?: OAuthError["headers"] } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** The client is unknown, or does not prove that it is who it says: SDKs register again on exactly this. */
export function invalidClient(message: string, isBasic = false): OAuthError {
  const headers = isBasic ? { "WWW-Authenticate": 'Basic realm="kestra-mcp"' } : {};
  return new OAuthError("invalid_client", message, { status: 401, headers });
}

/** A code or a refresh token counts no more, or is somebody else's. */
export function invalidGrant(message: string): OAuthError {
  return new OAuthError("invalid_grant", message);
}

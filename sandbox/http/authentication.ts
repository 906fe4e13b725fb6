/** Who may use a sandbox. Without a name and without a token, anybody. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  /** False: nobody is known yet, so that nobody may pass. */
  readonly isSetUp?: boolean;
}

/** Routes of the API that Kestra answers to anybody, even with wrong credentials; and all that is not of the API. */
const open = new Set(["/api/v1/configs", "/api/v1/basicAuthValidationErrors"]);

function isWebhook(path: string): boolean {
  return /^\/api\/v1\/([^/]+\/)?executions\/webhook\//.test(path);
}

function isOpen(path: string): boolean {
  return open.has(path) || isWebhook(path) || !path.startsWith("/api/");
}

/** Whether a request may pass, by its path and its `authorization` header. */
export function mayPass(
  { username, password = "", token, isSetUp }: Credentials,
  path: string,
  authorization: string | undefined,
): boolean {
  if (isOpen(path)) return true;
  if (isSetUp === false) return false;
  if (username === undefined && token === undefined) return true;
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") return token !== undefined && value === token;
  if (scheme.toLowerCase() !== "basic" || username === undefined) return false;
  return Buffer.from(value, "base64").toString("utf8") === `${username}:${password}`;
}

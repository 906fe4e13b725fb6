import type { Edition, Line } from "../line/line.ts";
import { askerOf, type Credentials } from "../kestra/access.ts";

/** The Kestra that is asked. */
interface Asked {
  readonly line: Line;
  readonly edition: Edition;
}

/** Routes of the API that Kestra answers to anybody, even with wrong credentials; and all that is not of the API. */
const open = new Set(["/api/v1/configs", "/api/v1/basicAuthValidationErrors"]);

function isWebhook(path: string): boolean {
  return /^\/api\/v1\/([^/]+\/)?executions\/webhook\//.test(path);
}

/** What tells that nobody is known yet, and what makes somebody known. */
function isOpenFirst(path: string, { line, edition }: Asked, isSetUp: boolean): boolean {
  if (path === "/api/v1/configs/login") return line === "2.0" && edition === "ee";
  return !isSetUp && /^\/api\/v1\/([^/]+\/)?basicAuth$/.test(path);
}

function isOpen(path: string): boolean {
  return open.has(path) || isWebhook(path) || !path.startsWith("/api/");
}

/** Whether a request may pass, by its path and its `authorization` header. */
export function mayPass(
  credentials: Credentials,
  path: string,
  authorization: string | undefined,
  asked: Asked,
): boolean {
  const { username, token, users = [], isSetUp } = credentials;
  if (isOpen(path) || isOpenFirst(path, asked, isSetUp !== false)) return true;
  if (isSetUp === false) return false;
  if (username === undefined && token === undefined && users.length === 0) return true;
  return askerOf(credentials, authorization) !== undefined;
}

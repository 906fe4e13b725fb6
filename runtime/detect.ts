import type { Connection, Instance } from "./connection.ts";
import type { Answer } from "./context.ts";
import { KestraError } from "./errors.ts";
import { isObject } from "./json.ts";
import { parseAnswer } from "./json-depth.ts";
import { lineOf, newestLine, parseRelease } from "./release.ts";
import { refusal } from "./refusal.ts";
import type { RequestPlan } from "./request-plan.ts";

/** The one route that tells release and edition; at the root, not under a tenant. */
export const configs: RequestPlan = { method: "GET", path: "/api/v1/configs" };

const request = `${configs.method} ${configs.path}`;

const wayOut = "If it is a Kestra that hides that route, say its release in KESTRA_API_VERSION.";

/**
 * What an answer to `configs` says of the Kestra that gave it. Releases after 2.0 want credentials for it: where there are
 * none, a 401 is all that is known, and where they may not read it, a 403: then the newest line is assumed.
 * @throws KestraError, in a sentence that names the URL, where it is not a supported Kestra
 */
export function instanceOf(answer: Answer, connection: Connection, lines: readonly string[]): Instance {
  const { baseUrl, baseUrlFrom, credentials } = connection;
  const { status } = answer;
  const closed = credentials.kind === "none" ? 401 : 403;
  if (status === closed) return { line: newestLine(lines) };
  if (status === 403) throw refusal(request, answer, `It is ${baseUrl}. ${wayOut}`, credentials);
  if (status === 401 || status === 429 || status >= 500)
    throw refusal(request, answer, `It is ${baseUrl}.`, credentials);
  const config = status === 200 ? parse(answer.text) : undefined;
  const version = isObject(config) && ("edition" in config || "uuid" in config) ? config.version : undefined;
  if (typeof version !== "string" || !isObject(config)) {
    throw new KestraError(
      `What answers at ${baseUrl} is not a Kestra: ${request} gave ${status} ${answer.mediaType || "without a body"}. Is ${baseUrlFrom ?? "KESTRA_BASE_URL"} right, its context path too? ${wayOut}`,
      status,
    );
  }
  const release = parseRelease(version);
  // A build from a branch has no numbers: it is newer than any release.
  const line = release === undefined ? newestLine(lines) : lineOf(release, lines);
  if (line === undefined) {
    throw new KestraError(
      `Kestra at ${baseUrl} is release ${version.slice(0, 40)}; kestra-mcp needs ${lines[0] ?? ""} or newer.`,
      status,
    );
  }
  return { line, edition: editionOf(config.edition), version: version.slice(0, 40) };
}

function editionOf(edition: unknown): Instance["edition"] {
  if (edition === "OSS") return "oss";
  return edition === "EE" ? "ee" : undefined;
}

function parse(text: string): unknown {
  try {
    return parseAnswer(text);
  } catch {
    return undefined;
  }
}

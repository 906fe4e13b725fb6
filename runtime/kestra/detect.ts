import type { Connection } from "../network/connection.ts";
import { KestraError } from "../errors.ts";
import { isObject } from "../json.ts";
import { foreignOr } from "../json/foreign-json.ts";
import { lineOf, newestLine, parseRelease } from "./release.ts";
import { mayBeOfProxy } from "../http-client/proxy-answer.ts";
import { isPage, looksLikePage } from "../http-client/page.ts";
import { refusal } from "./refusal.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { own, say, shortened } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import { sentences } from "../text/sentences.ts";
import type { Answer } from "../http-client/answer.ts";
import type { Instance } from "./instance.ts";
import { isUnsure } from "../http-client/status.ts";

/** The one route that tells release and edition; at the root, not under a tenant. */
export const configs: RequestPlan = { method: "GET", path: own("/api/v1/configs") };

/** Tells anybody, where the other route is closed, whether there is a user yet. */
export const loginConfigs: RequestPlan = { method: "GET", path: own("/api/v1/configs/login") };

/** Whether Kestra answers a request to anybody, whatever their credentials. */
export function isOpen({ path }: RequestPlan): boolean {
  return [configs, loginConfigs].some((open) => String(open.path) === String(path));
}

const request = say`GET /api/v1/configs`;

const wayOut = say`If it is a Kestra that hides that route, say its release in KESTRA_API_VERSION.`;

/**
 * What an answer to `configs` says of the Kestra that gave it. Releases after 2.0 want credentials for it: where there are
 * none, a 401 is all that is known, and where they may not read it, a 403: then the newest line is assumed.
 * @param login what `configs/login` answered, where it was asked
 * @throws KestraError, in a sentence that names the URL, where it is not a supported Kestra
 */
export function instanceOf(
  answer: Answer,
  connection: Connection,
  lines: readonly string[],
  login?: Answer,
): Instance {
  const { baseUrl, baseUrlFrom, baseUrlHint = "", credentials } = connection;
  const { status } = answer;
  const closed = credentials.kind === "none" ? 401 : 403;
  const isEmpty = login?.status === 200 && saysNoUser(foreignOr(login.text, undefined));
  const setUp: Pick<Instance, "isSetUp"> = isEmpty ? { isSetUp: false } : {};
  if (status === closed && mayBeOfProxy(answer) === undefined) return { line: newestLine(lines), ...setUp };
  if (status === 403)
    throw refusal(request, answer, { advice: say`It is ${addressSaid(baseUrl)}. ${wayOut}`, credentials });
  if (status === 401 || status === 429 || isUnsure(status)) {
    const ui = `${baseUrl}/ui`;
    throw refusal(request, answer, {
      advice: say`It is ${addressSaid(baseUrl)}.`,
      credentials,
      instance: setUp,
      ui,
    });
  }
  const config = status === 200 ? foreignOr(answer.text, undefined) : undefined;
  const version = isObject(config) && ("edition" in config || "uuid" in config) ? config.version : undefined;
  if (typeof version !== "string" || !isObject(config)) {
    const what = answer.mediaType === "" ? say`without a body` : answer.mediaType;
    const known = say`What answers at ${addressSaid(baseUrl)} is not a Kestra: ${request} gave ${status} ${what}.`;
    const page = isPage(answer) || looksLikePage(answer);
    const isRight = say`Is ${own(baseUrlFrom ?? "KESTRA_BASE_URL")} right, its context path too?`;
    const between = page ? say`An HTML page answered: does a proxy stand between?` : undefined;
    throw new KestraError(
      sentences(known, mayBeOfProxy(answer), between, isRight, own(baseUrlHint), wayOut),
      status,
    );
  }
  const release = parseRelease(version);
  // A build from a branch has no numbers: it is newer than any release.
  const line = release === undefined ? newestLine(lines) : lineOf(release, lines);
  if (line === undefined) {
    throw new KestraError(
      say`Kestra at ${addressSaid(baseUrl)} is release ${shortened(version, 40, "…")}; kestra-mcp needs ${own(lines[0] ?? "")} or newer.`,
      status,
    );
  }
  const edition = editionOf(config.edition);
  const known = { line, edition, version: version.slice(0, 40) };
  return edition === "oss" && saysNoUser(config) ? { ...known, isSetUp: false } : known;
}

function saysNoUser(config: unknown): boolean {
  return isObject(config) && config.isBasicAuthInitialized === false;
}

function editionOf(edition: unknown): Instance["edition"] {
  if (edition === "OSS") return "oss";
  return edition === "EE" ? "ee" : undefined;
}

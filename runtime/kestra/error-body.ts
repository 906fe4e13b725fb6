import { isPage, looksLikePage, pageSaid } from "../http-client/page.ts";
import { limits } from "../limits.ts";
import { isObject } from "../json.ts";
import { foreignOr } from "../json/foreign-json.ts";
import { foreign, own, shortened, type Said } from "../text/said.ts";
import { unended } from "../text/sentences.ts";
import type { Answer } from "../http-client/answer.ts";
import { isGood } from "../http-client/status.ts";

const statuses: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "the credentials are missing or wrong",
  403: "these credentials lack the permission",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  413: "too large",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  423: "Locked",
  429: "too many requests, try again later",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** Details that are told at most: each is looked for in the text before them. */
const mostDetails = 100;

/**
 * Why Kestra refused, in its own words, on one line or several, without a full stop at the end. It reads HAL errors
 * (up to 2.0), `application/problem+json` (2.0), refused bulk calls (`invalids`), bare JSON strings and plain text.
 */
export function reasonOf(answer: Answer): Said {
  if (isNoApi(answer)) return pageSaid(answer);
  const body = answer.text.trim();
  const reason = unended(fromBody(body));
  if (reason === "") return own(statuses[answer.status] ?? "no reason was given");
  const cut = shortened(
    reason.slice(0, limits.refusalRead),
    limits.kestraWords,
    `… (${reason.length} characters)`,
  );
  return reason.length > limits.kestraWords ? cut : foreign(reason);
}

/** True for a page in place of an answer; a short word of a gateway that calls itself HTML is told. */
function isNoApi(answer: Answer): boolean {
  return looksLikePage(answer) || (isGood(answer.status) && isPage(answer));
}

function fromBody(body: string): string {
  const value = foreignOr(body, undefined);
  if (value === undefined) return body;
  if (typeof value === "string") return value;
  return isObject(value) ? fromObject(value) : body;
}

function fromObject(body: Readonly<Record<string, unknown>>): string {
  const head =
    [texts(body, "title", "detail").join(": "), ...texts(body, "message", "error")].find(
      (text) => text !== "",
    ) ?? "";
  const embedded = isObject(body._embedded) ? body._embedded.errors : undefined;
  const details = [
    ...rows(embedded).map(detail),
    ...rows(body.errors).map(detail),
    ...rows(body.invalids).map(invalid),
  ];
  const fresh = [...new Set(details)]
    .filter(({ length }) => length > 0)
    .slice(0, mostDetails)
    .filter((text) => !says(head, text));
  const whole = [head, ...fresh].map(unended).filter((text) => text !== "");
  return whole.length === 0 ? JSON.stringify(body) : whole.join("; ");
}

/** `tasks[0].id: must not be blank`. */
function detail(error: Readonly<Record<string, unknown>>): string {
  const [where = ""] = texts(error, "path", "pointer");
  const [what = ""] = texts(error, "message", "detail");
  return where === "" || what.includes(where) ? what : `${where}: ${what}`;
}

/** `execution not found: "5xYz"`, of a row of a refused bulk call. */
function invalid(row: Readonly<Record<string, unknown>>): string {
  const [what = ""] = texts(row, "message");
  const value = row.invalidValue;
  return typeof value === "string" || typeof value === "number" ? `${what}: ${JSON.stringify(value)}` : what;
}

/** True where what is shown of the head holds all that the detail says, whatever stands between. */
function says(head: string, detail: string): boolean {
  if (detail.length > limits.kestraWords) return false;
  const shown = head.slice(0, limits.kestraWords);
  return detail.split(": ").every((piece) => shown.includes(piece.replace(/\.$/, "")));
}

function rows(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: Readonly<Record<string, unknown>>, ...keys: readonly string[]): string[] {
  return keys.map((key) => value[key]).filter((text) => typeof text === "string" && text !== "") as string[];
}
